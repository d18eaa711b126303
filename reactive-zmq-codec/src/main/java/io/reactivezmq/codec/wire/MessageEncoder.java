package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as ZMTP frames into buffers of limited size (RFC 37, section "Framing"; RFC 13 for ZMTP 1.0). A message that does not fit is
 * continued in the next buffer, at any byte of a body, so that the memory for unsent bytes is bounded whatever the size
 * of the message. Not thread-safe.
 *
 * <p>The buffers never grow: at most {@link ByteBuf#writableBytes()} bytes are written.
 */
public final class MessageEncoder implements TrafficEncoder {

    /** In ZMTP 1.0: FF, eight bytes of length, and flags. */
    public static final int MAX_HEADER_SIZE = 10;

    private static final FrameAccess ACCESS = FrameAccess.get();
    private static final int MAX_SHORT_LENGTH = 0xFF;
    private static final int LONG_FORM = 0xFF;

    private final Framing framing;
    /** The longest body with a header of two bytes, and the size of the other header. */
    private final int maxShortBody;
    private final int longHeader;

    private @Nullable ZmqMessage message;
    private int frameIndex;
    private int bodyWritten;
    private boolean headerWritten;

    /** Encodes ZMTP 2.0 and later. */
    public MessageEncoder() {
        this(ZmtpVersion.ZMTP_3_1);
    }

    public MessageEncoder(ZmtpVersion version) {
        this(version.lengthComesFirst() ? Framing.LENGTH_FIRST : Framing.FLAGS_FIRST);
    }

    private MessageEncoder(Framing framing) {
        this.framing = framing;
        this.maxShortBody = framing.maxShortBody;
        this.longHeader = framing.longHeader;
    }

    /** Writes the bodies one behind the other and nothing else, for peers that do not speak ZMTP. */
    public static MessageEncoder unframed() {
        return new MessageEncoder(Framing.NONE);
    }

    @Override
    public boolean isMidMessage() {
        return message != null;
    }

    @Override
    public boolean tryEncode(ZmqMessage next, ByteBuf out) {
        if (next.frameCount() > 1) {
            // every frame asks for the room of the longer header
            return encodedSize(next) + longHeader <= out.writableBytes() && encode(next, out);
        }
        byte[] frame = ACCESS.frame(next, 0);
        if (frame.length + longHeader > out.writableBytes()) {
            return false;
        }
        writeHeader(out, 0, frame.length);
        out.writeBytes(frame);
        return true;
    }

    @Override
    public boolean encode(ZmqMessage next, ByteBuf out) {
        message = next;
        frameIndex = 0;
        bodyWritten = 0;
        headerWritten = false;
        return resume(out);
    }

    @Override
    public boolean resume(ByteBuf out) {
        ZmqMessage current = message;
        if (current == null) {
            return true;
        }
        int last = current.frameCount() - 1;
        while (frameIndex <= last) {
            if (!writeFrame(ACCESS.frame(current, frameIndex), frameIndex < last, out)) {
                return false;
            }
            frameIndex++;
            bodyWritten = 0;
            headerWritten = false;
        }
        message = null;
        return true;
    }

    @Override
    public int commandSize(int plainSize) {
        return plainSize;
    }

    @Override
    public void encodeCommand(Consumer<ByteBuf> plain, ByteBuf out) {
        plain.accept(out);
    }

    private boolean writeFrame(byte[] frame, boolean more, ByteBuf out) {
        if (!headerWritten) {
            if (out.writableBytes() < longHeader) {
                return false;
            }
            writeHeader(out, more ? FrameFlags.MORE : 0, frame.length);
            headerWritten = true;
        }
        int size = Math.min(frame.length - bodyWritten, out.writableBytes());
        out.writeBytes(frame, bodyWritten, size);
        bodyWritten += size;
        return bodyWritten == frame.length;
    }

    /** Length 0 goes out in the short form: a JeroMQ peer refuses the long form of it. */
    private void writeHeader(ByteBuf out, int flags, int length) {
        if (framing != Framing.FLAGS_FIRST) {
            writeOtherHeader(out, flags, length);
        } else if (length <= MAX_SHORT_LENGTH) {
            out.writeShort(flags << 8 | length);
        } else {
            out.writeByte(flags | FrameFlags.LARGE);
            out.writeLong(length);
        }
    }

    private void writeOtherHeader(ByteBuf out, int flags, int bodyLength) {
        if (framing == Framing.NONE) {
            return;
        }
        if (bodyLength <= maxShortBody) {
            out.writeByte(bodyLength + 1);
        } else {
            out.writeByte(LONG_FORM);
            out.writeLong(bodyLength + 1L);
        }
        out.writeByte(flags);
    }

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            int frame = message.frameSize(i);
            size += frame + (frame <= maxShortBody ? 2 : longHeader);
        }
        return size;
    }

    /** What stands in front of a body. */
    private enum Framing {

        FLAGS_FIRST(MAX_SHORT_LENGTH, 1 + Long.BYTES),
        /** The length of ZMTP 1.0 includes the flags, and FF announces the long form. */
        LENGTH_FIRST(LONG_FORM - 2, 2 + Long.BYTES),
        /** Nothing. */
        NONE(-1, 0);

        private final int maxShortBody;
        private final int longHeader;

        Framing(int maxShortBody, int longHeader) {
            this.maxShortBody = maxShortBody;
            this.longHeader = longHeader;
        }
    }
}
