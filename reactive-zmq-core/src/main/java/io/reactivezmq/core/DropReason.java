package io.reactivezmq.core;

/** Why a socket dropped a message, an event or a command. Every drop is counted; see {@link SocketStatistics#dropped()}. */
public enum DropReason {

    /**
     * The peer was at its send high-water mark and the socket type does not wait: a subscriber of PUB or XPUB, a publisher
     * of XSUB, a peer of ROUTER or REP.
     */
    SEND_HIGH_WATER_MARK,
    /** No peer has the routing id that a message was addressed to, or the peer that a reply is for has gone. */
    UNROUTABLE,
    /** The socket has given up what the message belongs to: a reply that nobody waits for any more, a newer request. */
    STALE,
    /** The message was encoded but not written when its connection ended. */
    CONNECTION_LOST,
    /** A frame of the message is larger than its connection can carry: with CURVE one of nearly 2 GiB, the largest array. */
    TOO_LARGE,
    /** The message was still queued when linger ended, or when its endpoint was disconnected. */
    LINGER_EXPIRED,
    /** A newer message took its place, as {@link io.reactivezmq.core.options.QueueOptions#conflate()} wants it. */
    CONFLATED,
    /**
     * A publisher had emitted the message, and was cancelled or failed before there was room for it; or the socket refused it, and
     * {@code onErrorContinue} went on without it.
     */
    UNSENT,
    /** The message had arrived, and the socket was closed before anyone asked for it. */
    UNREAD,
    /**
     * The peer that sent the message had gone before anyone asked for it, and what such peers left behind was at
     * {@link io.reactivezmq.core.options.QueueOptions#departedHighWaterMark()}, or that for bytes.
     */
    DEPARTED_HIGH_WATER_MARK,
    /** The message reached a SUB socket that has no subscription for it any more. */
    FILTERED,
    /** A peer sent a user message that this socket type has no use for, or one without the envelope it needs. */
    UNEXPECTED_MESSAGE,
    /** A peer sent a command that this library does not know. */
    UNKNOWN_COMMAND,
    /** A subscriber of {@link ZmqSocket#events()} was too slow for an event. */
    EVENT_OVERFLOW
}
