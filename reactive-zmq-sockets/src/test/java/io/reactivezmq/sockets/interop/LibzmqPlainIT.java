package io.reactivezmq.sockets.interop;

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
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
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
import java.util.Map;
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

/** PLAIN, and NULL with ZAP, with libzmq at the other end: both roles, both directions, and every way to be refused. */
class LibzmqPlainIT {

    private static final Security ALICE = Security.plain("alice", "secret");
    private static final Authenticator USERS = Authenticator.plain(Map.of("alice", "secret"));
    private static final String[] LIBZMQ_ALICE = {"PLAIN_USERNAME=alice", "PLAIN_PASSWORD=secret"};

    private static final int SOME = 20_000;
    private static final int UNEXPECTED_COMMAND = 0x10000001;
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
    @ValueSource(booleans = {true, false})
    @DisplayName("libzmq's server with pyzmq's authenticator lets our client in, whoever binds, and knows who it is")
    void our_client_is_let_in(boolean serverBinds) {
        await(peer.authenticate("alice:secret"));
        PushSocket push = zmq.push(options -> options.security(ALICE));
        if (serverBinds) {
            push.connectNow(peer.bound(SocketType.PULL, "PLAIN_SERVER=1"));
        } else {
            peer.connected(SocketType.PULL, push.bindNow(LOOPBACK), "PLAIN_SERVER=1");
        }
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receiveProperties("User-Id", "Socket-Type"))).containsExactly("alice", "PUSH");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("our server lets libzmq's client in, whoever binds, and knows who it is")
    void our_server_lets_libzmq_in(boolean serverBinds) {
        PullSocket pull = server(USERS);
        if (serverBinds) {
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), LIBZMQ_ALICE);
        } else {
            pull.connectNow(peer.bound(SocketType.PUSH, LIBZMQ_ALICE));
        }
        ZmqMessage message = Mono.fromFuture(peer.send("one".getBytes(StandardCharsets.US_ASCII)))
                .then(pull.receive().next()).block(PATIENCE);

        assertThat(message).isEqualTo(ZmqMessage.of("one"));
        assertThat(Objects.requireNonNull(message).metadata().userId()).contains("alice");
    }

    @ParameterizedTest
    @CsvSource({"alice, wrong", "bob, secret"})
    @DisplayName("libzmq refuses our client with 400: told, and left alone")
    void our_client_with_a_wrong_password_stops(String user, String password) {
        await(peer.authenticate("alice:secret"));
        assertRefusedByPeer(stopOf(Security.plain(user, password), peer.bound(SocketType.PULL, "PLAIN_SERVER=1")),
                SecurityFailure.REFUSED);
    }

    @Test
    @DisplayName("libzmq answers ZAP 500: told, and left alone")
    void our_client_is_told_of_an_internal_error() {
        await(peer.answerZap(500));
        assertRefusedByPeer(stopOf(ALICE, peer.bound(SocketType.PULL, "PLAIN_SERVER=1")), SecurityFailure.INTERNAL_ERROR);
    }

    @Test
    @DisplayName("libzmq has no ZAP handler: its server closes, our client tries again")
    void our_client_of_a_server_that_asks_nobody_tries_again() {
        PushSocket push = zmq.push(options -> options.security(ALICE));
        Mono<ConnectRetried> retried = first(push, ConnectRetried.class);
        push.connectNow(peer.bound(SocketType.PULL, "PLAIN_SERVER=1"));

        assertThat(Objects.requireNonNull(retried.block(PATIENCE)).cause()).isInstanceOf(ZmqConnectionException.class);
    }

    @Test
    @DisplayName("libzmq answers ZAP 300: our client hears nothing, tries again, and is let in with 200")
    void our_client_tries_again_after_a_temporary_failure() {
        await(peer.answerZap(300, 300, 200));
        PushSocket push = zmq.push(options -> options.security(ALICE).handshakeTimeout(Duration.ofMillis(500)));
        Mono<List<SocketEvent>> beforeSuccess =
                socketEvents(push).takeUntil(HandshakeSucceeded.class::isInstance).collectList();
        push.connectNow(peer.bound(SocketType.PULL, "PLAIN_SERVER=1"));
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receiveProperties("User-Id"))).containsExactly("user");
        assertThat(beforeSuccess.block(PATIENCE)).doesNotHaveAnyElementsOfTypes(ConnectStopped.class)
                .filteredOn(ConnectRetried.class::isInstance).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("our PUSH behind PLAIN, in either role and whoever binds: messages of all sizes arrive as they were sent")
    void what_we_send_libzmq_receives(boolean weAreServer, boolean weBind) {
        Mechanism.PLAIN.prepare(peer);
        PushSocket push = zmq.push(Mechanism.PLAIN.ours(weAreServer));
        meet(push, SocketType.PULL, weAreServer, weBind);
        Mono.when(push.send(Cargo.messages(0, SOME)), Mono.fromFuture(peer.receiveCargo(0, SOME))).block(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("our PULL behind PLAIN, in either role and whoever binds: messages of all sizes arrive as they were sent")
    void what_libzmq_sends_we_receive(boolean weAreServer, boolean weBind) {
        Mechanism.PLAIN.prepare(peer);
        PullSocket pull = zmq.pull(Mechanism.PLAIN.ours(weAreServer));
        meet(pull, SocketType.PUSH, weAreServer, weBind);
        Mono.when(pull.receive().take(SOME).doOnNext(Cargo.inOrderFrom(0)).then(), Mono.fromFuture(peer.sendCargo(0, SOME)))
                .block(PATIENCE);
    }

    private void meet(ZmqSocket ours, SocketType type, boolean weAreServer, boolean weBind) {
        if (weBind) {
            peer.connected(type, ours.bindNow(LOOPBACK), Mechanism.PLAIN.theirs(weAreServer));
        } else {
            ours.connectNow(peer.bound(type, Mechanism.PLAIN.theirs(weAreServer)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_535, 8 << 20})
    @DisplayName("0 B to 8 MiB behind PLAIN in messages of many frames, there and back")
    void sizes(int size) {
        byte[] large = new byte[size];
        for (int i = 0; i < size; i++) {
            large[i] = (byte) (i * 31 >>> 3);
        }
        RouterSocket router = zmq.router(Mechanism.PLAIN.ours(true));
        router.receive().subscribe(router::trySend);
        peer.connected(SocketType.DEALER, router.bindNow(LOOPBACK), LIBZMQ_ALICE);
        await(peer.send(large, new byte[0], large));

        assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of(large, new byte[0], large));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    @DisplayName("our server refuses libzmq's NULL client: ZMQ_EVENT_HANDSHAKE_FAILED_AUTH with the status")
    void libzmq_is_told_the_status(int status) {
        PullSocket pull = zmq.pull(options -> options.security(security -> security.zapDomain("global").authenticator(
                request -> Mono.just(status == 400 ? ZapReply.refuse("no") : ZapReply.failure("down")))));
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        await(peer.open(SocketType.PUSH));
        await(peer.monitor());
        await(peer.connect(pull.bindNow(LOOPBACK).toString()));

        assertThat(await(peer.nextEvent("HANDSHAKE_FAILED_AUTH"))).isEqualTo(status);
        assertThat(Objects.requireNonNull(failed.block(PATIENCE)).cause()).isInstanceOfSatisfying(ZmqSecurityException.class,
                refusal -> assertThat(refusal.failure().zapStatus()).isEqualTo(status));
    }

    @Test
    @DisplayName("our server refuses libzmq's PLAIN client; libzmq 4.3 knows no ERROR in PLAIN but its own misspelled one")
    void libzmqs_plain_client_is_refused() {
        PullSocket pull = server(USERS);
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        await(peer.open(SocketType.PUSH, "PLAIN_USERNAME=alice", "PLAIN_PASSWORD=wrong"));
        await(peer.monitor());
        await(peer.connect(pull.bindNow(LOOPBACK).toString()));

        assertThat(await(peer.nextEvent("HANDSHAKE_FAILED_PROTOCOL"))).isEqualTo(UNEXPECTED_COMMAND);
        assertThat(Objects.requireNonNull(failed.block(PATIENCE)).cause()).isInstanceOfSatisfying(ZmqSecurityException.class,
                refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
    }

    @Test
    @DisplayName("our server answers 300: libzmq's client hears nothing, loses the connection, and comes again")
    void libzmq_tries_again_after_a_temporary_failure() {
        PullSocket pull = server(new Authenticator() {
            private boolean asked;

            @Override
            public Mono<ZapReply> authenticate(ZapRequest request) {
                boolean again = asked;
                asked = true;
                return again ? USERS.authenticate(request) : Mono.just(ZapReply.temporaryFailure("busy"));
            }
        });
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), LIBZMQ_ALICE);
        ZmqMessage message = Mono.fromFuture(peer.send(new byte[] {1})).then(pull.receive().next()).block(PATIENCE);

        assertThat(message).isNotNull();
        assertThat(failed.block(PATIENCE)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    @DisplayName("a mechanism mismatch is found out on either side: NULL and PLAIN")
    void other_mechanisms_do_not_match(boolean weArePlain, boolean libzmqIsPlain) {
        PullSocket pull = weArePlain ? server(USERS) : zmq.pull();
        Mono<HandshakeFailed> failed = first(pull, HandshakeFailed.class);
        await(peer.open(SocketType.PUSH, libzmqIsPlain ? LIBZMQ_ALICE : new String[0]));
        await(peer.monitor());
        await(peer.connect(pull.bindNow(LOOPBACK).toString()));

        ZmqException cause = Objects.requireNonNull(failed.block(PATIENCE)).cause();
        if (cause instanceof ZmqProtocolException protocol) {
            assertThat(protocol.violation()).isEqualTo(Violation.MECHANISM_MISMATCH);
        } else {
            assertThat(cause).isInstanceOf(ZmqConnectionException.class);
            assertThat(await(peer.nextEvent("HANDSHAKE_FAILED_PROTOCOL"))).isEqualTo(MECHANISM_MISMATCH);
        }
    }

    @Test
    @DisplayName("NULL with a ZAP domain at libzmq: our client waits for the judgement and is let in")
    void our_null_client_is_judged() {
        await(peer.answerZap(200));
        PushSocket push = zmq.push();
        push.connectNow(peer.bound(SocketType.PULL, "ZAP_DOMAIN=global"));
        push.send(ZmqMessage.of("one")).block(PATIENCE);

        assertThat(await(peer.receiveProperties("User-Id"))).containsExactly("user");
    }

    @Test
    @DisplayName("NULL with a ZAP domain at libzmq: 400 reaches our client as ERROR")
    void our_null_client_is_refused() {
        await(peer.answerZap(400));
        assertRefusedByPeer(stopOf(Security.none(), peer.bound(SocketType.PULL, "ZAP_DOMAIN=global")), SecurityFailure.REFUSED);
    }

    @Test
    @DisplayName("NULL with an authenticator here: libzmq's client is judged by its address")
    void libzmqs_null_client_is_judged() {
        PullSocket pull = zmq.pull(options -> options.security(security -> security.zapDomain("global")
                .authenticator(request -> Mono.just(ZapReply.accept("at " + request.address())))));
        peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK));
        ZmqMessage message = Mono.fromFuture(peer.send(new byte[] {1})).then(pull.receive().next()).block(PATIENCE);

        assertThat(Objects.requireNonNull(message).metadata().userId()).contains("at 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @DisplayName("REQ, REP, DEALER and ROUTER behind PLAIN: requests and replies of many frames, both ways and roles")
    void requests_and_replies_go_through(boolean weAreServer, boolean weAsk) {
        Consumer<SocketOptions.Builder> ours = Mechanism.PLAIN.ours(weAreServer);
        String[] theirs = Mechanism.PLAIN.theirs(weAreServer);
        await(peer.authenticate("alice:secret"));
        if (weAsk) {
            ReqSocket req = zmq.req(ours);
            req.connectNow(peer.bound(SocketType.REP, theirs));
            Mono<ZmqMessage> reply = req.request(ZmqMessage.of("a", "", "b")).cache();
            reply.subscribe();
            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("a", "", "b"));
            await(peer.send(new byte[] {1}, new byte[100_000]));

            assertThat(Objects.requireNonNull(reply.block(PATIENCE)).frameSize(1)).isEqualTo(100_000);
        } else {
            RouterSocket router = zmq.router(ours);
            router.receive().subscribe(router::trySend);
            // not REQ: as a server it hears no reply of libzmq's own ROUTER either
            peer.connected(SocketType.DEALER, router.bindNow(LOOPBACK), theirs);
            await(peer.send(new byte[] {1}, new byte[100_000]));

            assertThat(await(peer.receive()).frameSize(1)).isEqualTo(100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SUB and PUB behind PLAIN: subscriptions of ours and of libzmq's arrive")
    void subscriptions_go_through(boolean weSubscribe) {
        await(peer.authenticate("alice:secret"));
        if (weSubscribe) {
            SubSocket sub = zmq.sub(options -> options.security(ALICE));
            sub.subscribe("topic");
            sub.connectNow(peer.bound(SocketType.XPUB, "PLAIN_SERVER=1"));
            Mono<ZmqMessage> received = sub.receive().next().cache();
            received.subscribe();
            await(peer.echoTopics(1));

            assertThat(received.block(PATIENCE)).isEqualTo(ZmqMessage.of("topic"));
        } else {
            XPubSocket xpub = zmq.xpub(options -> options.security(
                    security -> security.mechanism(Security.plainServer()).authenticator(USERS)));
            xpub.receive().subscribe(subscription -> xpub.trySend(ZmqMessage.of("topic")));
            await(peer.open(SocketType.SUB, LIBZMQ_ALICE));
            await(peer.subscribe("topic".getBytes(StandardCharsets.US_ASCII)));
            await(peer.connect(xpub.bindNow(LOOPBACK).toString()));

            assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of("topic"));
        }
    }

    private PullSocket server(Authenticator authenticator) {
        Consumer<SecurityOptions.Builder> plain =
                security -> security.mechanism(Security.plainServer()).authenticator(authenticator);
        return zmq.pull(options -> options.security(plain));
    }

    private ZmqException stopOf(Security security, Endpoint endpoint) {
        PushSocket push = zmq.push(options -> options.security(security));
        Mono<ConnectStopped> stopped = first(push, ConnectStopped.class);
        push.connectNow(endpoint);
        return Objects.requireNonNull(stopped.block(PATIENCE)).cause();
    }

    private static void assertRefusedByPeer(ZmqException cause, SecurityFailure failure) {
        assertThat(cause).isInstanceOfSatisfying(ZmqSecurityException.class, refusal -> {
            assertThat(refusal.failure()).isEqualTo(failure);
            assertThat(refusal.isByPeer()).isTrue();
        });
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
