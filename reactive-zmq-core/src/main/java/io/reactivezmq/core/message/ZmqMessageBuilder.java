package io.reactivezmq.core.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the frames of a {@link ZmqMessage} in order. Everything is copied; numbers are written big endian. Not
 * thread-safe; may be used for several messages, {@link #build()} does not reset it.
 */
public final class ZmqMessageBuilder {

    private final List<byte[]> frames = new ArrayList<>(4);

    ZmqMessageBuilder() {
    }

    /** Adds a frame with a copy of these bytes. */
    public ZmqMessageBuilder add(byte[] frame) {
        frames.add(frame.clone());
        return this;
    }

    /** Adds a frame with a copy of the buffer's remaining bytes; the buffer's position does not move. */
    public ZmqMessageBuilder add(ByteBuffer frame) {
        byte[] copy = new byte[frame.remaining()];
        frame.duplicate().get(copy);
        frames.add(copy);
        return this;
    }

    /** Adds a frame with the UTF-8 bytes of this text. */
    public ZmqMessageBuilder add(String frame) {
        frames.add(frame.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a frame of 4 bytes, big endian. */
    public ZmqMessageBuilder addInt(int value) {
        frames.add(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    /** Adds a frame of 8 bytes, big endian. */
    public ZmqMessageBuilder addLong(long value) {
        frames.add(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** Adds an empty frame, the delimiter of request-reply envelopes. */
    public ZmqMessageBuilder addEmpty() {
        frames.add(new byte[0]);
        return this;
    }

    /**
     * The message with all frames added so far.
     *
     * @throws IllegalArgumentException if none was added
     */
    public ZmqMessage build() {
        return ZmqMessage.ofArrays(frames.toArray(byte[][]::new));
    }
}
