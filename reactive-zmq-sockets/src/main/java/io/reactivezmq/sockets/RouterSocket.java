package io.reactivezmq.sockets;

import reactor.core.publisher.Flux;

/**
 * ZMQ_ROUTER (RFC 28): receives from all its REQ, DEALER and ROUTER peers fairly, with the sender's routing id as first frame,
 * and sends to the peer that the first frame names.
 *
 * <p>What {@link #receive()} gives can be answered by sending a message with the same first frame; {@link #messages()} and
 * {@link #send(RoutingId, ZmqMessage)} keep id and message apart. A peer is known under the id that it announced
 * ({@code ZMQ_ROUTING_ID}), else under one made up for as long as it is connected.
 *
 * <p>A message to an id that no peer has, or to a peer at its send high-water mark, is dropped and counted as
 * {@code UNROUTABLE} or {@code SEND_HIGH_WATER_MARK}. With {@code routing.mandatory} the former fails its call with
 * {@link io.reactivezmq.core.error.ZmqUnroutableException} (EHOSTUNREACH), and the latter waits: those who send to this peer, until it
 * has room or leaves, and nobody else. {@code queues.maxPendingSends} is for each peer then, and a publisher waits by itself.
 */
public final class RouterSocket extends AbstractRouterSocket {

    private final RouterPattern pattern;

    RouterSocket(SocketSetup setup) {
        this(setup, new RouterPattern(setup));
    }

    private RouterSocket(SocketSetup setup, RouterPattern pattern) {
        super(new SocketCore(setup, pattern), pattern);
        this.pattern = pattern;
    }

    /** As {@link #receive()}, with the sender's routing id beside the message instead of in it. */
    public Flux<RoutedMessage> messages() {
        return pattern.inbox().map(RoutedMessage::of);
    }
}
