package io.reactivezmq.codec.wire;

/**
 * What a peer may announce after the handshake.
 *
 * @param maxMessageSize payload bytes of all frames of one message, and so of each of them (ZMQ_MAXMSGSIZE)
 * @param maxFrames frames of one message
 * @param maxCommandSize bytes of one command body
 */
public record FrameLimits(long maxMessageSize, int maxFrames, int maxCommandSize) {

    public FrameLimits {
        if (maxMessageSize < 0 || maxFrames < 1 || maxCommandSize < 0) {
            throw new IllegalArgumentException("limits must not be negative, and a message has at least one frame");
        }
    }
}
