package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.BindFailed;
import io.reactivezmq.core.event.CloseFailed;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.Listening;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A bound endpoint and the peers accepted through it; unbinding closes both, as libzmq does. A peer takes part in routing
 * only after its handshake, and the number of those that have not finished theirs is bounded.
 */
public final class Acceptor implements Link {

    private final Transport transport;
    private final ConnectionHost host;
    private final Set<AcceptedPeer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger pendingHandshakes = new AtomicInteger();
    private volatile Endpoint endpoint;
    private volatile Transport.@Nullable Listener listener;
    private volatile boolean closed;

    /** @param asked where to listen; {@link #endpoint()} is the real address once {@link #bind()} has completed */
    public Acceptor(Endpoint asked, Transport transport, ConnectionHost host) {
        this.endpoint = asked;
        this.transport = transport;
        this.host = host;
    }

    /** Listens; fails with a {@code ZmqEndpointException}. */
    public Mono<Endpoint> bind() {
        Endpoint asked = endpoint;
        return transport.bind(asked, host.options(), this::accepted)
                .doOnNext(bound -> {
                    listener = bound;
                    endpoint = bound.endpoint();
                    bound.whenAcceptFails(cause -> host.emit(new AcceptFailed(bound.endpoint(), cause)));
                    host.emit(new Listening(endpoint));
                })
                .map(Transport.Listener::endpoint)
                .doOnError(ZmqException.class, cause -> host.emit(new BindFailed(asked, cause)));
    }

    @Override
    public Role role() {
        return Role.BOUND;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    /** On the channel's event loop, before it is active. */
    private void accepted(Channel channel) {
        ZmqException refusal = transport.refusal(channel);
        if (refusal != null) {
            channel.close();
            host.emit(new AcceptFailed(endpoint, refusal));
            return;
        }
        SocketAddress known = transport.peer(channel);
        SocketAddress address = known == null ? UnknownAddress.INSTANCE : known;
        int limit = host.options().limits().maxPendingHandshakes();
        if (closed || !beginHandshake(limit)) {
            channel.close();
            host.emit(new AcceptFailed(endpoint, new ZmqConnectionException(ErrorCode.ECONNABORTED, closed
                    ? "the socket is closing"
                    : "more than " + limit + " peers have not finished their handshake (limits.maxPendingHandshakes)")));
            return;
        }
        AcceptedPeer peer = new AcceptedPeer(this, host, channel, address);
        peers.add(peer);
        ChannelEnd.whenTold(channel, peer::channelClosed);
        host.emit(new Accepted(endpoint, address));
        host.channelSetup().begin(channel, transport, host, peer);
        if (closed) {
            // a close that ran meanwhile has not seen this peer
            channel.close();
        }
    }

    /** In one step, as peers are accepted on several event loops at once. */
    private boolean beginHandshake(int limit) {
        return pendingHandshakes.getAndUpdate(pending -> pending < limit ? pending + 1 : pending) < limit;
    }

    void handshakeEnded() {
        pendingHandshakes.decrementAndGet();
    }

    void forget(AcceptedPeer peer) {
        peers.remove(peer);
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return Mono.defer(() -> {
            closed = true;
            Transport.Listener bound = listener;
            peers.forEach(AcceptedPeer::leaveRouting);
            Mono<Void> unbound = bound == null ? Mono.empty() : bound.close().onErrorResume(ZmqException.class,
                    cause -> Mono.fromRunnable(() -> host.emit(new CloseFailed(endpoint, cause))));
            List<Mono<Void>> closing = peers.stream().map(peer -> peer.close(linger)).toList();
            return unbound.then(Mono.when(closing)).then(Mono.fromRunnable(() -> host.emit(new Closed(endpoint))));
        });
    }
}
