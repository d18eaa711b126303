package io.reactivezmq.codec.wire;

import io.reactivezmq.core.message.ZmqMessage;

/** Where a {@link FrameDecoder} puts what it found. */
public interface FrameSink {

    /**
     * A whole message arrived.
     *
     * @return whether there is room for another one; when false, the decoder stops and leaves the rest of its input alone
     */
    boolean onMessage(ZmqMessage message);

    /**
     * The body of a whole command frame arrived, possibly between two frames of one message.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the command is malformed
     */
    void onCommand(byte[] body);
}
