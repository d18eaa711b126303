package io.reactivezmq.codec.wire;

import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the frames of one connection together to messages, within the limits. Not thread-safe. */
public final class MessageAssembly {

    private static final FrameAccess ACCESS = FrameAccess.get();

    private final FrameLimits limits;
    private final MessageMetadata metadata;
    private @Nullable List<byte[]> frames;
    private long size;

    /** @param metadata of every message */
    public MessageAssembly(FrameLimits limits, MessageMetadata metadata) {
        this.limits = limits;
        this.metadata = metadata;
    }

    /** Whether the next frame is the first of a message. */
    public boolean isEmpty() {
        return frames == null;
    }

    /** Bytes of the frames that are here already. */
    long size() {
        return size;
    }

    /**
     * To be called with the announced length of each frame before anything is kept for it.
     *
     * @param length 0 or more
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the message would become too large
     */
    public void announced(long length) {
        // length is not negative and size is within the limit, so the difference cannot overflow
        if (length > limits.maxMessageSize() - size || length > Integer.MAX_VALUE - 8) {
            throw ZmtpViolations.messageTooLarge(size + length, limits.maxMessageSize());
        }
        int count = frames == null ? 0 : frames.size();
        if (count == limits.maxFrames()) {
            throw ZmtpViolations.tooManyFrames(limits.maxFrames());
        }
    }

    /** Returns the message that ends with this frame, or null if more of it is to come. */
    public @Nullable ZmqMessage add(byte[] frame, boolean more) {
        List<byte[]> before = frames;
        if (more) {
            if (before == null) {
                before = new ArrayList<>(4);
                frames = before;
            }
            before.add(frame);
            size += frame.length;
            return null;
        }
        if (before == null) {
            return ACCESS.wrap(frame, metadata);
        }
        byte[][] all = before.toArray(new byte[before.size() + 1][]);
        all[before.size()] = frame;
        frames = null;
        size = 0;
        return ACCESS.wrap(all, metadata);
    }
}
