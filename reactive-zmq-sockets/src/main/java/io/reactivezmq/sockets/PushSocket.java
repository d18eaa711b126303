package io.reactivezmq.sockets;

/**
 * ZMQ_PUSH (RFC 30): sends each message to one of its PULL peers, in turn, skipping those without room.
 *
 * <p>It never drops a message while a peer may still take it: when every peer is at its send high-water mark, or there is no peer,
 * {@link #trySend} returns false, {@link #send(ZmqMessage)} waits, and {@link #send(Publisher)} asks its source for no more. A
 * peer that was connected (not bound) counts from {@code connect} on, before its network connection exists: its queue fills
 * first. What has been accepted and is lost with a connection or when linger ends is counted in
 * {@link #statistics()} as {@code CONNECTION_LOST} or {@code LINGER_EXPIRED}.
 */
public final class PushSocket extends AbstractSendingSocket {

    PushSocket(SocketSetup setup) {
        this(setup, new PushPattern(setup));
    }

    private PushSocket(SocketSetup setup, PushPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
    }
}
