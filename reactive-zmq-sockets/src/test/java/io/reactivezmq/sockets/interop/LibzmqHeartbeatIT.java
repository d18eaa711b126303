package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Heartbeats with libzmq at the other end. The end of a process that stands still tells when enough time has passed. */
class LibzmqHeartbeatIT {

    private static final String[] EAGER = {"HEARTBEAT_IVL=100", "HEARTBEAT_TIMEOUT=4000", "HEARTBEAT_TTL=20000"};

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

    private static List<Disconnected> endsOf(PullSocket pull) {
        List<Disconnected> ends = new CopyOnWriteArrayList<>();
        pull.events().ofType(Disconnected.class).subscribe(ends::add);
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
