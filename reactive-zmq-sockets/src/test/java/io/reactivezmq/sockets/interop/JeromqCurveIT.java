package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CURVE with JeroMQ at the other end. */
class JeromqCurveIT {

    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair ALICE = CurveKeyPair.generate();
    private static final CurveKeyPair MALLORY = CurveKeyPair.generate();
    /** Without a high-water mark: JeroMQ 0.6 hands a message that met it over as it came from the wire, still sealed. */
    private static final String[] JEROMQ_SERVER = {"RCVHWM=0", "CURVE_SERVER=1",
        "CURVE_PUBLICKEY=" + SERVER.publicKey().z85(), "CURVE_SECRETKEY=" + SERVER.secretKeyZ85()};
    private static final int CARGO = 9_100;

    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.maxInterval(Duration.ofMillis(100))).build()).build();
    private final JeromqPeer peer = InteropPeers.jeromq();

    @AfterEach
    void close() {
        peer.close();
        zmq.close();
    }

    private static String[] jeromqClient(CurveKeyPair own) {
        return new String[] {"CURVE_SERVERKEY=" + SERVER.publicKey().z85(), "CURVE_PUBLICKEY=" + own.publicKey().z85(),
            "CURVE_SECRETKEY=" + own.secretKeyZ85()};
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("G19: JeroMQ's server lets our client in, whoever binds, and takes all cargo")
    void our_client_is_let_in(boolean serverBinds) {
        await(peer.answerZap(200));
        PushSocket push = zmq.push(options -> options.security(Security.curve(SERVER.publicKey(), ALICE)));
        if (serverBinds) {
            push.connectNow(peer.bound(SocketType.PULL, JEROMQ_SERVER));
        } else {
            peer.connected(SocketType.PULL, push.bindNow(LOOPBACK), JEROMQ_SERVER);
        }

        Mono.when(push.send(Cargo.messages(0, CARGO)), Mono.fromFuture(peer.receiveCargo(0, CARGO))).block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("G19: our server lets JeroMQ's client in, whoever binds, and takes all cargo")
    void our_server_lets_jeromq_in(boolean serverBinds) {
        PullSocket pull = server();
        if (serverBinds) {
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), jeromqClient(ALICE));
        } else {
            pull.connectNow(peer.bound(SocketType.PUSH, jeromqClient(ALICE)));
        }

        Mono.when(pull.receive().take(CARGO).doOnNext(Cargo.inOrderFrom(0)).then(),
                Mono.fromFuture(peer.sendCargo(0, CARGO))).block(PATIENCE);
    }

    @Test
    @DisplayName("JeroMQ answers ZAP 400: told, and left alone")
    void our_client_is_refused() {
        await(peer.answerZap(400));
        PushSocket push = zmq.push(options -> options.security(Security.curve(SERVER.publicKey(), ALICE)));
        Flux<ConnectStopped> stopped = push.events().ofType(ConnectStopped.class).replay(1).autoConnect(0);
        push.connectNow(peer.bound(SocketType.PULL, JEROMQ_SERVER));

        assertThat(Objects.requireNonNull(stopped.blockFirst(PATIENCE)).cause()).isInstanceOfSatisfying(
                ZmqSecurityException.class, refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
    }

    @Test
    @DisplayName("our server refuses JeroMQ's client with an unknown key")
    void jeromqs_client_is_refused() {
        PullSocket pull = server();
        // a client that tries again may also reset a connection that it has just begun
        Flux<HandshakeFailed> refused = pull.events().ofType(HandshakeFailed.class)
                .filter(failed -> failed.cause() instanceof ZmqSecurityException).replay(1).autoConnect(0);
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), jeromqClient(MALLORY));

        assertThat(refused.blockFirst(PATIENCE)).isNotNull();
    }

    private PullSocket server() {
        return zmq.pull(options -> options.security(security -> security.mechanism(Security.curveServer(SERVER))
                .authenticator(Authenticator.curve(List.of(ALICE.publicKey())))));
    }
}
