package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everyone who waits to send something through a ROUTER or STREAM: for each peer a line, made when somebody finds no room there, and
 * for each publisher a line of its own, so that one peer's high-water mark is no other's. Any thread.
 */
final class PeerLines {

    private final RouterPattern router;
    private final SocketSetup setup;
    private final Map<RoutingId, PeerLine> peers = new ConcurrentHashMap<>();
    /** All that are being sent, whether they wait or not: a silent one has to learn that the socket is closed. */
    private final Set<PublisherLine> publishers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PeerLines(RouterPattern router, SocketSetup setup) {
        this.router = router;
        this.setup = setup;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw ZmqClosedException.socketClosed();
        }
    }

    /** Null if nobody has had to wait for this peer yet. */
    @Nullable PeerLine known(RoutingId id) {
        return peers.get(id);
    }

    /** In vain, and therefore closed, if there is no such peer. */
    PeerLine of(RoutingId id) {
        PeerLine line = peers.computeIfAbsent(id, peer -> new PeerLine(router, peer, setup.options().queues()));
        if (closed || router.pipe(id) == null) {
            gone(id); // the end of the peer, or of the socket, has not seen this one
        }
        return line;
    }

    /** Whether who waits in this line is told of room, or of the end. If not, the peer that it was for has gone meanwhile. */
    boolean isServed(PeerLine line, RoutingId id) {
        return closed || peers.get(id) == line;
    }

    void onRoom(RoutingId id) {
        PeerLine line = peers.get(id);
        if (line != null) {
            line.onRoom();
        }
    }

    void optionsChanged() {
        peers.values().forEach(PeerLine::onRoom);
    }

    boolean isEmpty() {
        return peers.isEmpty();
    }

    /** No peer goes by this id any more. */
    void gone(RoutingId id) {
        PeerLine line = peers.remove(id);
        if (line != null) {
            line.close(closed ? ZmqClosedException::socketClosed : () -> new ZmqUnroutableException(id.bytes()));
        }
    }

    /** One for a publisher that may be subscribed to later. */
    PublisherLine forPublisher() {
        return new PublisherLine(router, setup.options().queues());
    }

    /** One for a publisher that begins now; {@link #forget} has to follow. */
    PublisherLine open() {
        PublisherLine line = forPublisher();
        add(line);
        return line;
    }

    /** Its publisher begins now; {@link #forget} has to follow. */
    void add(PublisherLine line) {
        publishers.add(line);
        if (closed) {
            line.outbox().close();
        }
    }

    void forget(PublisherLine line) {
        publishers.remove(line);
        line.leave();
    }

    void close() {
        closed = true;
        publishers.forEach(line -> line.outbox().close());
        peers.keySet().forEach(this::gone);
    }
}
