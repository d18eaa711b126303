package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
 * {@link io.reactivezmq.core.error.ZmqUnroutableException} (EHOSTUNREACH), and the latter waits.
 */
public final class RouterSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final RouterPattern pattern;

    RouterSocket(SocketSetup setup) {
        this(setup, new RouterPattern(setup));
    }

    private RouterSocket(SocketSetup setup, RouterPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.pattern = pattern;
    }

    /** As {@link ReceivingSocket#receive()}; the first frame of each message is the sender's routing id. */
    @Override
    public Flux<ZmqMessage> receive() {
        return pattern.inbox();
    }

    /** As {@link #receive()}, with the sender's routing id beside the message instead of in it. */
    public Flux<RoutedMessage> messages() {
        return pattern.inbox().map(RoutedMessage::of);
    }

    /** As {@link #send(ZmqMessage)}, to this peer. */
    public Mono<Void> send(RoutingId peer, ZmqMessage message) {
        return send(message.withFirst(peer.bytes()));
    }

    /** As {@link #trySend(ZmqMessage)}, to this peer. */
    public boolean trySend(RoutingId peer, ZmqMessage message) {
        return trySend(message.withFirst(peer.bytes()));
    }

    /**
     * As {@link #connect(Endpoint)}, under a routing id of this side's choice ({@code ZMQ_CONNECT_ROUTING_ID}), which wins
     * over the one that the peer announces. Messages can be sent to it at once; they wait for the connection.
     *
     * @throws io.reactivezmq.core.error.ZmqOptionException as the Mono's error, if a peer of this socket has the id
     */
    public Mono<Endpoint> connect(Endpoint endpoint, RoutingId peer) {
        return core.connect(endpoint, pipe -> pattern.name(pipe, peer));
    }

    /** As {@link #connect(Endpoint, RoutingId)}. */
    public Mono<Endpoint> connect(String endpoint, RoutingId peer) {
        return Mono.defer(() -> connect(Endpoint.parse(endpoint), peer));
    }

    /**
     * Who is connected: on subscription every peer there is, then each that comes or goes. One that connects just then may be
     * told twice. Hot; nobody waits for a slow subscriber, which misses the oldest changes and finds them counted as
     * {@code EVENT_OVERFLOW}. Completes when the socket is closed.
     */
    public Flux<RouterPeer> peers() {
        return pattern.peers().peers();
    }

    /**
     * Whether a message to this peer would be taken now ({@code zmq_socket_get_peer_state}).
     *
     * @throws io.reactivezmq.core.error.ZmqUnroutableException if no peer has this id
     */
    public boolean hasRoom(RoutingId peer) {
        return pattern.hasRoom(peer);
    }
}
