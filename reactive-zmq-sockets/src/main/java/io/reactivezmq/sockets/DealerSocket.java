package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import reactor.core.publisher.Flux;

/**
 * ZMQ_DEALER (RFC 28): sends each message to one of its REP, DEALER or ROUTER peers, in turn, and receives from all of them
 * fairly; neither waits for the other.
 *
 * <p>Messages go out and come in as they are. A REP peer wants an empty frame in front of the request and puts one in front
 * of its reply; {@link RequestClient} takes care of that and of telling replies apart. Sending waits as on
 * {@link PushSocket}: nothing is dropped while a peer may still take it.
 */
public final class DealerSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final Inbox inbox;

    DealerSocket(SocketSetup setup) {
        this(setup, new DealerPattern(setup));
    }

    DealerSocket(SocketSetup setup, DealerPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.inbox = pattern.inbox();
    }

    @Override
    public Flux<ZmqMessage> receive() {
        return inbox;
    }
}
