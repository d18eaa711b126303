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
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PLAIN with JeroMQ at the other end. */
class JeromqPlainIT {

    private static final Security ALICE = Security.plain("alice", "secret");
    private static final Authenticator USERS = Authenticator.plain(Map.of("alice", "secret"));

    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.maxInterval(Duration.ofMillis(100))).build()).build();
    private final JeromqPeer peer = InteropPeers.jeromq();

    @AfterEach
    void close() {
        peer.close();
        zmq.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("G19, jeromq#937: JeroMQ's server lets our client in, whoever binds")
    void our_client_is_let_in(boolean serverBinds) {
        await(peer.answerZap(200));
        PushSocket push = zmq.push(options -> options.security(ALICE));
        if (serverBinds) {
            push.connectNow(peer.bound(SocketType.PULL, "PLAIN_SERVER=1"));
        } else {
            peer.connected(SocketType.PULL, push.bindNow(LOOPBACK), "PLAIN_SERVER=1");
        }
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("one"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("G19: our server lets JeroMQ's client in, whoever binds, and knows who it is")
    void our_server_lets_jeromq_in(boolean serverBinds) {
        String[] alice = {"PLAIN_USERNAME=alice", "PLAIN_PASSWORD=secret"};
        PullSocket pull = server();
        if (serverBinds) {
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), alice);
        } else {
            pull.connectNow(peer.bound(SocketType.PUSH, alice));
        }
        ZmqMessage message = Mono.fromFuture(peer.send(new byte[] {1})).then(pull.receive().next()).block(PATIENCE);

        assertThat(Objects.requireNonNull(message).metadata().userId()).contains("alice");
    }

    @Test
    @DisplayName("JeroMQ answers ZAP 400: told, and left alone")
    void our_client_is_refused() {
        await(peer.answerZap(400));
        PushSocket push = zmq.push(options -> options.security(ALICE));
        Flux<ConnectStopped> stopped = push.events().ofType(ConnectStopped.class).replay(1).autoConnect(0);
        push.connectNow(peer.bound(SocketType.PULL, "PLAIN_SERVER=1"));

        assertThat(Objects.requireNonNull(stopped.blockFirst(PATIENCE)).cause()).isInstanceOfSatisfying(
                ZmqSecurityException.class, refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
    }

    @Test
    @DisplayName("our server refuses JeroMQ's client with a wrong password")
    void jeromqs_client_is_refused() {
        PullSocket pull = server();
        // a client that tries again may also reset a connection that it has just begun
        Flux<HandshakeFailed> refused = pull.events().ofType(HandshakeFailed.class)
                .filter(failed -> failed.cause() instanceof ZmqSecurityException).replay(1).autoConnect(0);
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), "PLAIN_USERNAME=alice", "PLAIN_PASSWORD=wrong");

        assertThat(refused.blockFirst(PATIENCE)).isNotNull();
    }

    private PullSocket server() {
        return zmq.pull(options -> options.security(
                security -> security.mechanism(Security.plainServer()).authenticator(USERS)));
    }
}
