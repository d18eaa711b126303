package io.reactivezmq.core;

/** Why a socket dropped a message, an event or a command. Every drop is counted; see {@link SocketStatistics#dropped()}. */
public enum DropReason {

    /** A subscriber of a PUB or XPUB socket was at its send high-water mark. */
    SEND_HIGH_WATER_MARK,
    /** The message was encoded but not written when its connection ended. */
    CONNECTION_LOST,
    /** The message was still queued when linger ended, or when its endpoint was disconnected. */
    LINGER_EXPIRED,
    /** The message reached a SUB socket that has no subscription for it any more. */
    FILTERED,
    /** A peer sent a user message that this socket type has no use for, or one without the envelope it needs. */
    UNEXPECTED_MESSAGE,
    /** A peer sent a command that this library does not know. */
    UNKNOWN_COMMAND,
    /** A subscriber of {@link ZmqSocket#events()} was too slow for an event. */
    EVENT_OVERFLOW
}
