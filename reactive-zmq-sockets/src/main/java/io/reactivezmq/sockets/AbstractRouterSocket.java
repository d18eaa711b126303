package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.SendPublisher;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What ROUTER and STREAM have in common: the first frame of each message names the peer. */
abstract class AbstractRouterSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final RouterPattern pattern;

    AbstractRouterSocket(SocketCore core, RouterPattern pattern) {
        super(core, pattern.outbox());
        this.pattern = pattern;
    }

    @Override
    public final Flux<ZmqMessage> receive() {
        return pattern.inbox();
    }

    /** As {@link io.reactivezmq.core.SendingSocket#send(ZmqMessage)}; waits for nobody but the peer that the first frame names. */
    @Override
    public final Mono<Void> send(ZmqMessage message) {
        RoutingId peer = message.frameCount() == 1 ? null : RouterPattern.addressee(message);
        return peer == null ? super.send(message) : send(peer, message.withoutFirst(1));
    }

    /** As {@link #send(ZmqMessage)}, to this peer. */
    public final Mono<Void> send(RoutingId peer, ZmqMessage message) {
        return pattern.send(peer, message);
    }

    /**
     * As {@link io.reactivezmq.core.SendingSocket#send(Publisher)}. While its next message waits for a peer this publisher sends nothing
     * to others either, since its order is kept; other publishers and {@code send(message)} go on.
     */
    @Override
    public final Mono<Void> send(Publisher<? extends ZmqMessage> messages) {
        PeerLines lines = pattern.lines();
        return Mono.using(lines::open, line -> new SendPublisher(line.outbox(), messages), lines::forget);
    }

    /** As {@link #trySend(ZmqMessage)}, to this peer. */
    public final boolean trySend(RoutingId peer, ZmqMessage message) {
        return trySend(message.withFirst(peer.bytes()));
    }

    /** As {@link io.reactivezmq.core.SendingSocket#asSubscriber()}; it waits as {@link #send(Publisher)} does. */
    @Override
    public final CoreSubscriber<ZmqMessage> asSubscriber() {
        return new RoutedSubscriber(pattern.lines());
    }

    /**
     * As {@link #connect(Endpoint)}, under a routing id of this side's choice ({@code ZMQ_CONNECT_ROUTING_ID}), which wins
     * over the one that the peer announces. Messages can be sent to it at once; they wait for the connection.
     *
     * @throws io.reactivezmq.core.error.ZmqOptionException as the Mono's error, if a peer of this socket has the id
     */
    public final Mono<Endpoint> connect(Endpoint endpoint, RoutingId peer) {
        return core.connect(endpoint, pipe -> pattern.name(pipe, peer));
    }

    /** As {@link #connect(Endpoint, RoutingId)}. */
    public final Mono<Endpoint> connect(String endpoint, RoutingId peer) {
        return Mono.defer(() -> connect(Endpoint.parse(endpoint), peer));
    }

    /**
     * Who is connected: on subscription every peer there is, then each that comes or goes. One that connects just then may be
     * told twice. Hot; nobody waits for a slow subscriber, which misses the oldest changes and finds them counted as
     * {@code EVENT_OVERFLOW}. Completes when the socket is closed.
     */
    public final Flux<RouterPeer> peers() {
        return pattern.peers().peers();
    }

    /**
     * Whether a message to this peer would be taken now ({@code zmq_socket_get_peer_state}).
     *
     * @throws io.reactivezmq.core.error.ZmqUnroutableException if no peer has this id
     */
    public final boolean hasRoom(RoutingId peer) {
        return pattern.hasRoom(peer);
    }
}
