package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import reactor.core.publisher.Flux;

/**
 * ZMQ_PULL (RFC 30): receives from all its PUSH peers, one message of each in turn.
 *
 * <p>What nobody has asked for waits in a queue per peer up to the receive high-water mark; then that peer's connection is read no
 * further and TCP holds the peer back. Nothing is dropped.
 */
public final class PullSocket extends AbstractSocket implements ReceivingSocket {

    private final Inbox inbox;

    PullSocket(SocketSetup setup) {
        this(setup, new PullPattern(setup));
    }

    private PullSocket(SocketSetup setup, PullPattern pattern) {
        super(new SocketCore(setup, pattern));
        this.inbox = pattern.inbox();
    }

    @Override
    public Flux<ZmqMessage> receive() {
        return inbox;
    }
}
