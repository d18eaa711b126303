package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Mechanism.CLIENT;
import static io.reactivezmq.sockets.interop.Mechanism.SERVER;
import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CURVE with libzmq at the other end: both roles, both directions, everything sealed, and wrong keys. */
class LibzmqCurveIT {

    private static final Security OUR_CLIENT = Security.curve(SERVER.publicKey(), CLIENT);
    private static final String[] LIBZMQ_SERVER = theirs(false);
    private static final String[] LIBZMQ_CLIENT = theirs(true);
    private static final int SOME = 20_000;
    private static final int MECHANISM_MISMATCH = 0x11000002;

    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder()
            .linger(Duration.ZERO).reconnect(reconnect -> reconnect.maxInterval(Duration.ofMillis(100))).build()).build();
    private final LibzmqPeer peer = InteropPeers.libzmq();

    @AfterEach
    void close() {
        peer.close();
        zmq.close();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("our PUSH, in either role and whoever binds: messages of all sizes arrive as they were sent")
    void what_we_seal_libzmq_opens(boolean weAreServer, boolean weBind) {
        PushSocket push = zmq.push(ours(weAreServer));
        if (weBind) {
            peer.connected(SocketType.PULL, push.bindNow(LOOPBACK), theirs(weAreServer));
        } else {
            push.connectNow(peer.bound(SocketType.PULL, theirs(weAreServer)));
        }
        Mono.when(push.send(Cargo.messages(0, SOME)), Mono.fromFuture(peer.receiveCargo(0, SOME))).block(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("our PULL, in either role and whoever binds: messages of all sizes arrive as they were sent")
    void what_libzmq_seals_we_open(boolean weAreServer, boolean weBind) {
        PullSocket pull = zmq.pull(ours(weAreServer));
        if (weBind) {
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), theirs(weAreServer));
        } else {
            pull.connectNow(peer.bound(SocketType.PUSH, theirs(weAreServer)));
        }
        Mono.when(pull.receive().take(SOME).doOnNext(Cargo.inOrderFrom(0)).then(), Mono.fromFuture(peer.sendCargo(0, SOME)))
                .block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 222, 223, 65_535, 8 << 20})
    @DisplayName("0 B to 8 MiB, there and back")
    void sizes(int size) {
        byte[] large = new byte[size];
        for (int i = 0; i < size; i++) {
            large[i] = (byte) (i * 31 >>> 3);
        }
        RouterSocket router = zmq.router(ours(true));
        router.receive().subscribe(router::trySend);
        peer.connected(SocketType.DEALER, router.bindNow(LOOPBACK), LIBZMQ_CLIENT);
        await(peer.send(large, new byte[0], large));

        assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of(large, new byte[0], large));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("REQ, REP, DEALER and ROUTER: requests and replies of many frames, both ways and roles")
    void requests_and_replies_go_through(boolean weAreServer, boolean weAsk) {
        if (weAsk) {
            ReqSocket req = zmq.req(ours(weAreServer));
            req.connectNow(peer.bound(SocketType.REP, theirs(weAreServer)));
            Mono<ZmqMessage> reply = req.request(ZmqMessage.of("a", "", "b")).cache();
            reply.subscribe();
            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("a", "", "b"));
            await(peer.send(new byte[] {1}, new byte[100_000]));

            assertThat(Objects.requireNonNull(reply.block(PATIENCE)).frameSize(1)).isEqualTo(100_000);
        } else {
            RouterSocket router = zmq.router(ours(weAreServer));
            router.receive().subscribe(router::trySend);
            peer.connected(SocketType.DEALER, router.bindNow(LOOPBACK), theirs(weAreServer));
            await(peer.send(new byte[] {1}, new byte[100_000]));

            assertThat(await(peer.receive()).frameSize(1)).isEqualTo(100_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("SUB and PUB: subscriptions inside CURVE, ours and libzmq's, in both roles")
    void subscriptions_go_through(boolean weAreServer, boolean weSubscribe) {
        if (weSubscribe) {
            SubSocket sub = zmq.sub(ours(weAreServer));
            sub.subscribe("topic");
            sub.connectNow(peer.bound(SocketType.XPUB, theirs(weAreServer)));
            Mono<ZmqMessage> received = sub.receive().next().cache();
            received.subscribe();
            await(peer.echoTopics(1));

            assertThat(received.block(PATIENCE)).isEqualTo(ZmqMessage.of("topic"));
        } else {
            XPubSocket xpub = zmq.xpub(ours(weAreServer));
            xpub.receive().subscribe(subscription -> xpub.trySend(ZmqMessage.of("topic")));
            await(peer.open(SocketType.SUB, theirs(weAreServer)));
            await(peer.subscribe("topic".getBytes(StandardCharsets.US_ASCII)));
            await(peer.connect(xpub.bindNow(LOOPBACK).toString()));

            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("topic"));
        }
    }

    @Test
    @DisplayName("libzmq's ZAP answers 200: its messages have the user id, our client is let in")
    void our_client_is_judged_and_let_in() {
        await(peer.answerZap(200));
        PushSocket push = zmq.push(options -> options.security(OUR_CLIENT));
        push.connectNow(peer.bound(SocketType.PULL, LIBZMQ_SERVER));
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receiveProperties("User-Id", "Socket-Type"))).containsExactly("user", "PUSH");
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "500, INTERNAL_ERROR"})
    @DisplayName("libzmq's ZAP answers 400 or 500: our client is told, and stops")
    void our_client_is_refused(int status, SecurityFailure failure) {
        await(peer.answerZap(status));
        PushSocket push = zmq.push(options -> options.security(OUR_CLIENT));
        Mono<ConnectStopped> stopped = first(push, ConnectStopped.class);
        push.connectNow(peer.bound(SocketType.PULL, LIBZMQ_SERVER));

        assertThat(Objects.requireNonNull(stopped.block(PATIENCE)).cause()).isInstanceOfSatisfying(ZmqSecurityException.class,
                refusal -> assertThat(refusal.failure()).isEqualTo(failure));
    }

    @Test
    @DisplayName("libzmq's ZAP answers 300: our client hears nothing, tries again, and is let in with 200")
    void our_client_tries_again_after_a_temporary_failure() {
        await(peer.answerZap(300, 300, 200));
        PushSocket push = zmq.push(options -> options.security(OUR_CLIENT).handshakeTimeout(Duration.ofMillis(500)));
        Mono<List<SocketEvent>> beforeSuccess =
                socketEvents(push).takeUntil(HandshakeSucceeded.class::isInstance).collectList();
        push.connectNow(peer.bound(SocketType.PULL, LIBZMQ_SERVER));
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receiveProperties("User-Id"))).containsExactly("user");
        assertThat(beforeSuccess.block(PATIENCE)).doesNotHaveAnyElementsOfTypes(ConnectStopped.class)
                .filteredOn(ConnectRetried.class::isInstance).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("a key that is not on our list: libzmq's client is told 400, our side says which failure")
    void an_unknown_key_is_refused() {
        PullSocket pull = zmq.pull(options -> options.security(security -> security.mechanism(Security.curveServer(SERVER))
                .authenticator(Authenticator.curve(List.of(CurveKeyPair.generate().publicKey())))));
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        await(peer.open(SocketType.PUSH, LIBZMQ_CLIENT));
        await(peer.monitor());
        await(peer.connect(pull.bindNow(LOOPBACK).toString()));

        assertThat(await(peer.nextEvent("HANDSHAKE_FAILED_AUTH"))).isEqualTo(400);
        assertThat(Objects.requireNonNull(failed.block(PATIENCE)).cause()).isInstanceOfSatisfying(ZmqSecurityException.class,
                refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
    }

    @Test
    @DisplayName("libzmq's client has a wrong server key: its HELLO does not open here")
    void libzmq_with_a_wrong_server_key() {
        PullSocket pull = zmq.pull(ours(true));
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), "CURVE_SERVERKEY=" + CLIENT.publicKey(), LIBZMQ_CLIENT[1],
                LIBZMQ_CLIENT[2]);

        assertViolation(Objects.requireNonNull(failed.block(PATIENCE)).cause(), Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("our client has a wrong server key: libzmq closes, our client tries again")
    void our_client_with_a_wrong_server_key() {
        PushSocket push = zmq.push(options -> options.security(Security.curve(CLIENT.publicKey(), CLIENT)));
        Mono<ConnectRetried> retried = first(push, ConnectRetried.class);
        push.connectNow(peer.bound(SocketType.PULL, LIBZMQ_SERVER));

        assertThat(Objects.requireNonNull(retried.block(PATIENCE)).cause()).isInstanceOf(ZmqConnectionException.class);
    }

    @Test
    @DisplayName("libzmq's NULL client against our CURVE server: the mechanisms differ, on whichever side it is found out")
    void a_null_client_is_not_served() {
        PullSocket pull = zmq.pull(ours(true));
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK));

        ZmqException cause = Objects.requireNonNull(failed.block(PATIENCE)).cause();
        if (cause instanceof ZmqProtocolException) {
            assertViolation(cause, Violation.MECHANISM_MISMATCH);
        } else {
            assertThat(cause).isInstanceOf(ZmqConnectionException.class);
        }
    }

    @Test
    @DisplayName("our NULL client against libzmq's CURVE server: the mechanisms differ, on whichever side it is found out")
    void our_null_client_is_not_served() {
        PushSocket push = zmq.push();
        Mono<HandshakeFailed> failed = first(push, HandshakeFailed.class);
        await(peer.open(SocketType.PULL, LIBZMQ_SERVER));
        await(peer.monitor());
        push.connectNow(Endpoint.parse(await(peer.bind(LOOPBACK))));

        ZmqException cause = Objects.requireNonNull(failed.block(PATIENCE)).cause();
        if (cause instanceof ZmqProtocolException) {
            assertViolation(cause, Violation.MECHANISM_MISMATCH);
        } else {
            assertThat(cause).isInstanceOf(ZmqConnectionException.class);
            assertThat(await(peer.nextEvent("HANDSHAKE_FAILED_PROTOCOL"))).isEqualTo(MECHANISM_MISMATCH);
        }
    }

    private static Consumer<SocketOptions.Builder> ours(boolean weAreServer) {
        return Mechanism.CURVE.ours(weAreServer);
    }

    private static String[] theirs(boolean weAreServer) {
        return Mechanism.CURVE.theirs(weAreServer);
    }

    private static void assertViolation(ZmqException cause, Violation violation) {
        assertThat(cause).isInstanceOfSatisfying(ZmqProtocolException.class,
                broken -> assertThat(broken.violation()).isEqualTo(violation));
    }

    /** The first event of this kind from now on. */
    private static <E extends SocketEvent> Mono<E> first(ZmqSocket socket, Class<E> kind) {
        return socketEvents(socket).ofType(kind).next();
    }

    /** All events from now on. */
    private static Flux<SocketEvent> socketEvents(ZmqSocket socket) {
        return socket.events().replay().autoConnect(0);
    }
}
