package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.Wiretap;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Heartbeats with libzmq at the other end. The end of a process that stands still tells when enough time has passed. */
class LibzmqHeartbeatIT {

    private static final String[] EAGER = {"HEARTBEAT_IVL=100", "HEARTBEAT_TIMEOUT=4000", "HEARTBEAT_TTL=20000"};
    /** Body sizes: the name with its length, and PING's TTL. */
    private static final int PING = 7;
    private static final int PONG = 5;
    /** MESSAGE with its length, nonce, tag and flags. */
    private static final int CURVE_OVERHEAD = 8 + 8 + 16 + 1;
    private static final int SEVERAL = 20;

    @Test
    @DisplayName("HEARTBEAT_IVL on both sides: a libzmq that stands still is dropped, one that lives stays, and keeps us")
    void a_frozen_peer_is_dropped_and_a_living_one_is_not() {
        try (ZmqContext zmq = TestContexts.create(); Peer living = InteropPeers.libzmq(); LibzmqPeer frozen = InteropPeers.libzmq()) {
            PullSocket pull = zmq.pull(options -> options.heartbeat(heartbeat -> heartbeat
                    .interval(Duration.ofMillis(100)).timeout(Duration.ofSeconds(5)).timeToLive(Duration.ofSeconds(4))));
            List<Disconnected> ends = endsOf(pull);
            Endpoint endpoint = pull.bindNow(LOOPBACK);
            connect(pull, living, endpoint, EAGER);
            connect(pull, frozen, endpoint, EAGER);

            assertThat(endOf(pull, frozen::freeze).cause()).isInstanceOf(ZmqTimeoutException.class)
                    .hasMessageContaining("heartbeat.timeout");

            ZmqMessage message = Mono.fromFuture(living.send("alive".getBytes(StandardCharsets.US_ASCII)))
                    .then(pull.receive().next()).block(PATIENCE);
            assertThat(message).isEqualTo(ZmqMessage.of("alive"));
            assertThat(ends).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}, we are the server: {1}, we send PING: {2}")
    @MethodSource("combinations")
    @DisplayName("RFC 37, 26: PING after PING on an idle connection is answered with PONG, under CURVE inside a MESSAGE, either way")
    void an_idle_connection_lives_on_heartbeats(Mechanism mechanism, boolean weAreServer, boolean wePing) {
        try (ZmqContext zmq = TestContexts.create(); LibzmqPeer peer = InteropPeers.libzmq()) {
            mechanism.prepare(peer);
            PairSocket pair = zmq.pair(mechanism.ours(weAreServer).andThen(options -> options.heartbeat(heartbeat -> heartbeat
                    .interval(wePing ? Duration.ofMillis(20) : Duration.ZERO).timeout(Duration.ofSeconds(10)))));
            List<Disconnected> ends = endsOf(pair);
            String[] theirs = wePing ? new String[0] : new String[] {"HEARTBEAT_IVL=20", "HEARTBEAT_TIMEOUT=10000"};
            try (Wiretap tap = Wiretap.before(pair.bindNow(LOOPBACK))) {
                peer.connected(SocketType.PAIR, tap.endpoint(), Stream.of(mechanism.theirs(weAreServer), theirs)
                        .flatMap(Arrays::stream).toArray(String[]::new));
                int added = mechanism == Mechanism.CURVE ? CURVE_OVERHEAD : 0;
                Flux<Integer> pings = (wePing ? tap.framesFromBound() : tap.framesToBound()).filter(size -> size == PING + added);
                Flux<Integer> pongs = (wePing ? tap.framesToBound() : tap.framesFromBound()).filter(size -> size == PONG + added);
                assertThat(pings.zipWith(pongs).take(SEVERAL).count().block(PATIENCE)).isEqualTo(SEVERAL);

                pair.send(ZmqMessage.of("still here")).block(PATIENCE);
                assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("still here"));
                await(peer.send("so are we".getBytes(StandardCharsets.US_ASCII)));
                assertThat(pair.receive().next().block(PATIENCE)).isEqualTo(ZmqMessage.of("so are we"));
                assertThat(ends).isEmpty();
            }
        }
    }

    static Stream<Arguments> combinations() {
        return Arrays.stream(Mechanism.values()).flatMap(mechanism -> Stream.of(true, false)
                .filter(weAreServer -> weAreServer || mechanism != Mechanism.NULL)
                .flatMap(weAreServer -> Stream.of(true, false).map(wePing -> Arguments.of(mechanism, weAreServer, wePing))));
    }

    private static List<Disconnected> endsOf(ZmqSocket socket) {
        List<Disconnected> ends = new CopyOnWriteArrayList<>();
        socket.events().ofType(Disconnected.class).subscribe(ends::add);
        return ends;
    }

    private static void connect(PullSocket pull, Peer peer, Endpoint endpoint, String... options) {
        Mono<HandshakeSucceeded> success = pull.events().ofType(HandshakeSucceeded.class).next().cache();
        success.subscribe();
        peer.connected(SocketType.PUSH, endpoint, options);
        success.block(PATIENCE);
    }

    private static Disconnected endOf(PullSocket pull, Runnable cause) {
        Mono<Disconnected> end = pull.events().ofType(Disconnected.class).next().cache();
        end.subscribe();
        cause.run();
        return Objects.requireNonNull(end.block(PATIENCE));
    }
}
