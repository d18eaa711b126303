package io.reactivezmq.sockets;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.HandmadeCurve;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Peers of a CURVE server that are gone before the thread for handshakes gets to what they have said. */
class LateHandshakesTest {

    private static final int LIMIT_MILLIS = 30_000;
    private static final Duration LIMIT = Duration.ofMillis(LIMIT_MILLIS);
    private static final int GREETING_SIZE = 64;
    private static final int PEERS = 200;
    private static final CurveKeyPair KEYS = CurveKeyPair.generate();
    private static final byte[] SENSELESS_HELLO = frame(0x04, new byte[200]);

    private final ContextResources resources = new ContextResources(IoLoops.create(TestContexts.io(), 1, Duration.ZERO));
    private final ZmqContext context = new ZmqContext(resources, SocketOptions.builder()
            .security(Security.curveServer(KEYS)).build(), null);
    private final PullSocket server = context.pull();
    private final CompletableFuture<Void> threadIsFree = new CompletableFuture<>();
    private final List<ZmqException> failures = new CopyOnWriteArrayList<>();
    /** Made once, and good for every connection. */
    private final byte[] hello = frame(0x04, new HandmadeCurve(
            CurveKeyPair.generate().secretKeyBytes(), KEYS.publicKey().bytes()).hello(1));
    private @Nullable Endpoint endpoint;

    @BeforeEach
    void occupyTheThread() {
        resources.handshakeExecutor().execute(threadIsFree::join);
        server.events().ofType(HandshakeFailed.class).subscribe(failed -> failures.add(failed.cause()));
        endpoint = server.bindNow("tcp://127.0.0.1:*");
    }

    @AfterEach
    void close() {
        threadIsFree.complete(null);
        context.close();
    }

    private final class Peer extends TcpPeer {

        Peer() throws IOException {
            super(dial(Objects.requireNonNull(endpoint), 0, LIMIT_MILLIS), LIMIT_MILLIS);
        }

        /** The greeting needs no thread. */
        Peer greet() {
            put(greeting(1, "CURVE"));
            read(GREETING_SIZE);
            return this;
        }

        void hello() {
            put(SENSELESS_HELLO);
        }
    }

    /** What was sent before has been read when a newcomer is greeted: there is one event loop. */
    private void letTheLoopRead() throws IOException {
        try (Peer newcomer = new Peer()) {
            newcomer.greet();
        }
    }

    @Test
    @DisplayName("H15: a socket that is closed while a HELLO waits for its turn tells of that peer once, and is closed after that")
    void a_closed_socket_waits_for_what_is_under_way() throws IOException {
        try (Peer peer = new Peer()) {
            peer.greet().hello();
            letTheLoopRead();
            CompletableFuture<Void> closed = server.disposeLater().toFuture();
            peer.expectClosed();
            assertThat(closed).isNotDone();

            threadIsFree.complete(null);

            assertThat(closed).succeedsWithin(LIMIT);
            assertThat(server.statistics().handshakesFailed()).as("the peer, and the newcomer").isEqualTo(2);
            assertThat(failures).hasSize(2).noneMatch(cause -> cause instanceof ZmqProtocolException);
        }
    }

    @Test
    @DisplayName("G15: whoever resets the connection behind its HELLO is pending until that has been looked at, and fails once")
    void a_peer_that_has_left_fails_once() throws IOException {
        try (Peer peer = new Peer()) {
            peer.greet().hello();
            letTheLoopRead();
            peer.reset();
            letTheLoopRead();
        }
        threadIsFree.complete(null);

        // behind the HELLO
        assertThat(CompletableFuture.runAsync(() -> { }, resources.handshakeExecutor())).succeedsWithin(LIMIT);
        server.disposeLater().block(LIMIT);

        assertThat(failures).filteredOn(ZmqProtocolException.class::isInstance).hasSize(1);
        assertThat(failures).as("and two newcomers").hasSize(3);
        assertThat(server.statistics().handshakesFailed()).isEqualTo(3);
    }

    @Test
    @DisplayName("H15: a context that is closed in the middle of 200 handshakes tells the end of each that it had accepted, once")
    void a_context_closed_in_the_middle_of_many() throws IOException {
        threadIsFree.complete(null);
        AtomicInteger accepted = new AtomicInteger();
        server.events().ofType(Accepted.class).subscribe(any -> accepted.incrementAndGet());
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < PEERS; i++) {
                Peer peer = new Peer();
                peers.add(peer);
                peer.put(Hex.join(greeting(1, "CURVE"), i % 2 == 0 ? SENSELESS_HELLO : hello));
            }
            context.disposeLater().block(LIMIT);
            peers.forEach(Peer::expectClosed);
        } finally {
            peers.forEach(Peer::close);
        }

        assertThat(accepted.get()).isPositive();
        assertThat(failures).hasSize(accepted.get());
        assertThat(server.statistics().handshakesFailed()).isEqualTo(accepted.get());
    }
}
