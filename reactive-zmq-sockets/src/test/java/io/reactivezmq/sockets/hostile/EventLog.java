package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every event of a socket since the log was opened, and a way to wait for one. */
final class EventLog {

    static final Duration DEADLINE = Duration.ofMillis(RawPeer.DEADLINE_MILLIS);

    private final List<SocketEvent> events = new ArrayList<>();

    EventLog(ZmqSocket socket) {
        socket.events().subscribe(this::add);
    }

    private synchronized void add(SocketEvent event) {
        events.add(event);
        notifyAll();
    }

    /** The first event of this kind and quality, past or to come. */
    <E extends SocketEvent> E await(Class<E> kind, Predicate<E> quality) {
        return await(kind, quality, 1).get(0);
    }

    <E extends SocketEvent> E await(Class<E> kind) {
        return await(kind, any -> true);
    }

    /** So many events of this kind and quality. */
    synchronized <E extends SocketEvent> List<E> await(Class<E> kind, Predicate<E> quality, int count) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        List<E> found = all(kind, quality);
        while (found.size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(found.size() + " of " + count + " " + kind.getSimpleName() + " came; the events:\n"
                        + String.join("\n", events.stream().map(Objects::toString).toList()));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            found = all(kind, quality);
        }
        return found;
    }

    /** What has been seen so far. */
    synchronized <E extends SocketEvent> List<E> all(Class<E> kind, Predicate<E> quality) {
        return events.stream().filter(kind::isInstance).map(kind::cast).filter(quality).toList();
    }

    // ---- the end of one peer

    HandshakeSucceeded established(SocketAddress peer) {
        return await(HandshakeSucceeded.class, event -> event.peer().equals(peer));
    }

    /** Why the handshake of this peer failed; it did so once, and nothing else is known of that peer. */
    ZmqException handshakeFailed(SocketAddress peer) {
        ZmqException cause = await(HandshakeFailed.class, event -> event.peer().equals(peer)).cause();
        assertThat(all(HandshakeFailed.class, event -> event.peer().equals(peer))).hasSize(1);
        assertThat(all(HandshakeSucceeded.class, event -> event.peer().equals(peer))).isEmpty();
        assertThat(all(Disconnected.class, event -> event.peer().equals(peer))).isEmpty();
        return cause;
    }

    void handshakeFailed(SocketAddress peer, Violation violation) {
        assertViolation(handshakeFailed(peer), violation);
    }

    /** How the connection of this peer ended, once, after its handshake. */
    Disconnected disconnected(SocketAddress peer) {
        Disconnected end = await(Disconnected.class, event -> event.peer().equals(peer));
        assertThat(all(Disconnected.class, event -> event.peer().equals(peer))).hasSize(1);
        assertThat(all(HandshakeFailed.class, event -> event.peer().equals(peer))).isEmpty();
        return end;
    }

    void disconnected(SocketAddress peer, Violation violation) {
        assertViolation(disconnected(peer).cause(), violation);
    }

    static void assertViolation(@Nullable Throwable cause, Violation violation) {
        assertThat(cause).isInstanceOfSatisfying(ZmqProtocolException.class,
                protocol -> assertThat(protocol.violation()).as(protocol.getMessage()).isEqualTo(violation));
    }
}
