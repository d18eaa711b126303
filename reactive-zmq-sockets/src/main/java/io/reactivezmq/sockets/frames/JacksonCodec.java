package io.reactivezmq.sockets.frames;

import io.reactivezmq.core.error.ZmqCodecException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/** Gives the errors of a {@link Format} the names of message, frame and type. */
final class JacksonCodec<T> implements FrameCodec<T> {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final String format;
    private final JavaType type;
    private final Format bytes;

    JacksonCodec(String format, JavaType type, Format bytes) {
        this.format = format;
        this.type = type;
        this.bytes = bytes;
    }

    @Override
    public byte[] encode(T value) {
        Objects.requireNonNull(value, "value");
        try {
            return bytes.write(value);
        } catch (JacksonException illegal) {
            throw ZmqCodecException.cannotEncode(format, type.toCanonical(), illegal.getOriginalMessage(), illegal);
        } catch (IOException illegal) {
            throw ZmqCodecException.cannotEncode(format, type.toCanonical(), illegal.getMessage(), illegal);
        }
    }

    @Override
    public T decode(ZmqMessage message, int frame) {
        Objects.checkIndex(frame, Integer.MAX_VALUE);
        if (frame >= message.frameCount()) {
            throw ZmqCodecException.noSuchFrame(format, frame, message.frameCount(), type.toCanonical());
        }
        byte[] content = FRAMES.frame(message, frame);
        Object value;
        try {
            value = bytes.read(content);
        } catch (JacksonException malformed) {
            throw bad(frame, content, malformed.getOriginalMessage(), malformed);
        } catch (IOException malformed) {
            throw bad(frame, content, malformed.getMessage(), malformed);
        }
        if (value == null) {
            throw bad(frame, content, "it says null, and a stream has no nulls", null);
        }
        @SuppressWarnings("unchecked") // the format was made for this type
        T result = (T) value;
        return result;
    }

    private ZmqCodecException bad(int frame, byte[] content, @Nullable String reason, @Nullable Exception cause) {
        return ZmqCodecException.cannotDecode(format, frame, content.length, type.toCanonical(), reason, cause);
    }

    @Override
    public String toString() {
        return format + " of " + type.toCanonical();
    }
}
