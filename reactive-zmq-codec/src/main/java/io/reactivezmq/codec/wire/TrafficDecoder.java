package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;

/** Turns the bytes of one connection, which may be cut anywhere, into messages and commands for its {@link FrameSink}. Not thread-safe. */
public interface TrafficDecoder {

    /**
     * Decodes until the input is used up or the sink has no more room.
     *
     * @return false if the sink has no room; the rest of the input stays readable
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the peer broke the protocol or a limit; the decoder must not be
     *     used again
     */
    boolean decode(ByteBuf in);

    /** Whether a frame or a multipart message has begun and not ended. */
    boolean isMidMessage();
}
