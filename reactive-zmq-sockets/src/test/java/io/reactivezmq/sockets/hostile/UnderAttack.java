package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A context, the attackers that a test brings in, and a bystander that has to be served whatever they do. */
abstract class UnderAttack implements AutoCloseable {

    private static final SocketOptions QUICK = SocketOptions.builder()
            .linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(10)).maxInterval(Duration.ofMillis(50)))
            .build();

    final ZmqContext zmq = TestContexts.builder().options(QUICK).build();
    private final List<Closeable> attackers = new ArrayList<>();
    private ZmqSocket victim;
    private EventLog events;
    private Endpoint endpoint;

    /** The options of the socket under attack: nothing lingers, reconnects come soon. */
    static SocketOptions options(Consumer<SocketOptions.Builder> changes) {
        return QUICK.mutate(changes);
    }

    /** The socket under attack waits for peers from now on. */
    final void listens(ZmqSocket socket) {
        victim = socket;
        events = new EventLog(socket);
        endpoint = socket.bindNow("tcp://127.0.0.1:*");
    }

    /** The socket under attack connects to peers, to the healthy one for one. */
    final void connectsTo(Endpoint healthy, ZmqSocket socket) {
        victim = socket;
        events = new EventLog(socket);
        endpoint = healthy;
    }

    /** The socket under attack. */
    final ZmqSocket victim() {
        return victim;
    }

    /** Where the socket under attack listens, or else its healthy peer. */
    final Endpoint endpoint() {
        return endpoint;
    }

    /** Of the socket under attack. */
    final EventLog events() {
        return events;
    }

    /** Closed without a word because it did this, and nobody else suffers. */
    final void assertTurnedAway(RawPeer attacker, Violation violation) {
        assertThat(attacker.expectClosed()).isEmpty();
        events.handshakeFailed(attacker.address(), violation);
        assertBystanderIsServed();
    }

    /** The healthy peer's messages keep arriving. */
    abstract void assertBystanderIsServed();

    /** Somebody answers with the question. */
    static void assertEchoed(ReqSocket asking, String text) {
        ZmqMessage question = ZmqMessage.of(text);
        assertThat(asking.request(question).block(EventLog.DEADLINE)).isEqualTo(question);
    }

    /** A connection that has sent nothing yet. */
    RawPeer attacker() {
        return bring(RawPeer.connectTo(endpoint()));
    }

    /** An attacker behind a correct handshake, and the socket knows it. */
    RawPeer attackerOfType(String socketType) {
        return established(attacker(), 1, socketType);
    }

    RawPeer established(RawPeer attacker, int minor, String socketType) {
        attacker.handshake(minor, socketType);
        events().established(attacker.address());
        return attacker;
    }

    <A extends Closeable> A bring(A attacker) {
        attackers.add(attacker);
        return attacker;
    }

    /** Publishes until the first copy arrives: a subscription has no event that tells when it is there. */
    static void awaitSubscription(Runnable publish, BlockingQueue<String> arrived) {
        try {
            for (int i = 0; i < RawPeer.DEADLINE_MILLIS / 10; i++) {
                publish.run();
                if (arrived.poll(10, TimeUnit.MILLISECONDS) != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the subscription did not take effect");
    }

    static <T> T take(BlockingQueue<T> queue, String what) {
        try {
            @Nullable T next = queue.poll(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError(what + " did not come");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Every connection that an attacker still has ends. */
    void sendAttackersAway() {
        try {
            for (Closeable attacker : attackers) {
                attacker.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            sendAttackersAway();
        } finally {
            zmq.close();
        }
    }
}
