package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import reactor.core.publisher.Flux;

/**
 * ZMQ_PAIR (RFC 31): one peer at a time, messages in both directions.
 *
 * <p>Whoever connects while there is a peer is turned away, and may come back when that peer has gone. Sending waits as on
 * {@link PushSocket}. A connecting socket reconnects like every other, although libzmq's manual says it would not.
 */
public final class PairSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final Inbox inbox;

    PairSocket(SocketSetup setup) {
        this(setup, new PairPattern(setup));
    }

    private PairSocket(SocketSetup setup, PairPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.inbox = pattern.inbox();
    }

    @Override
    public Flux<ZmqMessage> receive() {
        return inbox;
    }
}
