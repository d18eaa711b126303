package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SecurityContract.assertRefused;
import static io.reactivezmq.sockets.contract.SocketContract.awaitSubscriptions;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static io.reactivezmq.sockets.contract.SocketContract.receiveText;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.Wiretap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** CURVE from socket to socket: who is let in, what both sides hear, and that everything else works inside of it. */
interface CurveContract extends SocketContract {

    CurveKeyPair SERVER = CurveKeyPair.generate();
    CurveKeyPair ALICE = CurveKeyPair.generate();
    CurveKeyPair MALLORY = CurveKeyPair.generate();
    Authenticator KEYS = Authenticator.curve(List.of(ALICE.publicKey()));
    Consumer<SocketOptions.Builder> NOTHING = options -> { };
    /** MESSAGE with its length, nonce, tag and flags, around the name of the command with its length, and PING's TTL. */
    int SEALED_PING = 8 + 8 + 16 + 1 + 7;
    int SEALED_PONG = 8 + 8 + 16 + 1 + 5;

    private static Consumer<SecurityOptions.Builder> with(Authenticator authenticator) {
        return security -> security.mechanism(Security.curveServer(SERVER)).authenticator(authenticator);
    }

    private PullSocket server(Authenticator authenticator) {
        return zmq().pull(options -> options.security(with(authenticator)));
    }

    private PushSocket client(CurveKeyPair keys) {
        return zmq().push(options -> options.security(Security.curve(SERVER.publicKey(), keys)));
    }

    private void assertServes(PullSocket server, Endpoint endpoint) {
        PushSocket healthy = client(ALICE);
        healthy.connectNow(endpoint);
        healthy.trySend(ZmqMessage.of("healthy"));
        assertThat(receiveOne(server)).isEqualTo(ZmqMessage.of("healthy"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("test_security_curve.cpp; G19: a client with a known key is let in, whoever binds, and its key is its user id")
    default void a_known_key_is_let_in(boolean serverBinds) {
        PullSocket server = server(KEYS);
        PushSocket client = zmq().push(options -> options.security(Security.curve(SERVER.publicKey(), ALICE))
                .protocol(protocol -> protocol.metadata("X-App", "demo")));
        if (serverBinds) {
            client.connectNow(bind(server));
        } else {
            server.connectNow(bind(client));
        }
        client.send(ZmqMessage.of("one")).subscribe();

        MessageMetadata metadata = receiveOne(server).metadata();
        assertThat(metadata.userId()).contains(ALICE.publicKey().z85());
        assertThat(metadata.socketType()).contains("PUSH");
        assertThat(metadata.get("X-App")).contains("demo");
    }

    @Test
    @DisplayName("G17, jeromq#676: an unknown client key -> 400, both sides are told, the client stops; healthy peers stay")
    default void an_unknown_key_is_refused() {
        PullSocket server = server(KEYS);
        EventLog told = EventLog.of(server);
        Endpoint endpoint = bind(server);
        PushSocket client = client(MALLORY);
        EventLog heard = EventLog.of(client);
        client.connectNow(endpoint);

        assertRefused(heard.await(ConnectStopped.class).cause(), SecurityFailure.REFUSED, true);
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, false);
        assertThat(server.peerStatistics()).isEmpty();
        assertServes(server, endpoint);
    }

    @Test
    @DisplayName("G17, libzmq#883: another server key -> nothing is said, the client tries again ever later")
    default void a_client_of_another_server_backs_off() {
        PullSocket server = server(KEYS);
        EventLog told = EventLog.of(server);
        PushSocket client = zmq().push(options -> options.security(Security.curve(MALLORY.publicKey(), ALICE)).reconnect(
                reconnect -> reconnect.jitter(0).interval(Duration.ofMillis(1)).maxInterval(Duration.ofMillis(50))));
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));

        assertThat(told.await(HandshakeFailed.class, 3)).allSatisfy(failed ->
                assertThat(((ZmqProtocolException) failed.cause()).violation()).isEqualTo(Violation.CRYPTOGRAPHIC));
        assertThat(heard.await(HandshakeFailed.class, 3)).allSatisfy(
                failed -> assertThat(failed.cause()).isInstanceOf(ZmqConnectionException.class));
        assertThat(heard.await(ConnectRetried.class, 3)).extracting(ConnectRetried::delay)
                .containsExactly(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(4));
    }

    @Test
    @DisplayName("no handler: any key is let in, nameless; with ENFORCE_DOMAIN nobody is")
    default void without_anybody_to_ask_any_key_will_do_unless_the_domain_is_enforced() {
        PullSocket open = zmq().pull(options -> options.security(Security.curveServer(SERVER)));
        PushSocket anybody = client(MALLORY);
        anybody.connectNow(bind(open));
        anybody.trySend(ZmqMessage.of("one"));
        assertThat(receiveOne(open).metadata().userId()).isEmpty();

        PullSocket strict = zmq().pull(options -> options.security(security -> security
                .mechanism(Security.curveServer(SERVER)).zapDomain("global").enforceZapDomain(true)));
        EventLog told = EventLog.of(strict);
        client(ALICE).connectNow(bind(strict));
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.NO_AUTHENTICATOR, false);
    }

    @Test
    @DisplayName("G16: 300 -> nothing is said, the client retries until it is let in; 500 -> it stops")
    default void a_temporary_failure_is_retried_and_an_internal_error_is_not() {
        AtomicInteger questions = new AtomicInteger();
        PullSocket busy = server(request -> questions.incrementAndGet() <= 2
                ? Mono.just(ZapReply.temporaryFailure("busy")) : KEYS.authenticate(request));
        PushSocket patient = client(ALICE);
        EventLog heard = EventLog.of(patient);
        patient.connectNow(bind(busy));
        heard.awaitHandshake();
        assertThat(heard.await(ConnectRetried.class, 2)).hasSize(2);

        PullSocket broken = server(request -> Mono.just(ZapReply.failure("down")));
        PushSocket client = client(ALICE);
        EventLog stopped = EventLog.of(client);
        client.connectNow(bind(broken));
        assertRefused(stopped.await(ConnectStopped.class).cause(), SecurityFailure.INTERNAL_ERROR, true);
    }

    @Test
    @DisplayName("ZAP: the handler sees CURVE and the 32 bytes of the client's key")
    default void a_zap_handler_judges_the_key() {
        List<ZmqMessage> requests = new CopyOnWriteArrayList<>();
        RepSocket handler = zmq().rep();
        handler.reply(request -> {
            requests.add(request);
            return Mono.just(ZmqMessage.of("1.0".getBytes(US_ASCII), request.frame(1), "200".getBytes(US_ASCII), new byte[0],
                    "alice".getBytes(US_ASCII), new byte[0]));
        }).subscribe();
        handler.bindNow(ZapContract.HANDLER);
        PullSocket server = zmq().pull(options -> options.security(Security.curveServer(SERVER)));
        PushSocket client = client(ALICE);
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().userId()).contains("alice");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.frameCount()).isEqualTo(7);
            assertThat(request.frameAsString(5)).isEqualTo("CURVE");
            assertThat(request.frame(6)).isEqualTo(ALICE.publicKey().bytes());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("A16: NULL or PLAIN against a CURVE server -> close on both sides, healthy peers stay")
    default void another_mechanism_is_refused(boolean none) {
        PullSocket server = server(KEYS);
        EventLog told = EventLog.of(server);
        Endpoint endpoint = bind(server);
        PushSocket client = zmq().push(options -> options.security(none ? Security.none() : Security.plain("a", "b")));
        EventLog heard = EventLog.of(client);
        client.connectNow(endpoint);

        told.await(HandshakeFailed.class);
        heard.await(HandshakeFailed.class);
        assertThat(server.statistics().handshakeFailures().plus(client.statistics().handshakeFailures()).byViolation())
                .containsKey(Violation.MECHANISM_MISMATCH);
        client.close();
        assertServes(server, endpoint);
    }

    @Test
    @DisplayName("messages of 0 B to 1 MiB, of one frame and of many, arrive as they were sent")
    default void every_kind_of_message_goes_through() {
        PullSocket server = server(KEYS);
        PushSocket client = client(ALICE);
        client.connectNow(bind(server));
        List<ZmqMessage> messages = IntStream.of(0, 1, 63, 64, 222, 223, 224, 255, 256, 8_191, 65_536, 1 << 20)
                .mapToObj(size -> {
                    byte[] frame = new byte[size];
                    Arrays.fill(frame, (byte) size);
                    return size % 2 == 0 ? ZmqMessage.of(frame) : ZmqMessage.of(frame, new byte[0], new byte[300], frame);
                }).toList();
        client.send(Flux.fromIterable(messages)).subscribe();

        assertThat(receiveMessages(server, messages.size())).isEqualTo(messages);
    }

    @Test
    @DisplayName("subscriptions go inside the encryption")
    default void subscriptions_go_through() {
        PubSocket pub = zmq().pub(options -> options.security(with(KEYS)));
        SubSocket sub = zmq().sub(options -> options.security(Security.curve(SERVER.publicKey(), ALICE)));
        sub.subscribe("wanted");
        sub.connectNow(bind(pub));
        awaitSubscriptions(pub, sub);
        pub.trySend(ZmqMessage.of("other"));
        pub.trySend(ZmqMessage.of("wanted"));

        assertThat(receiveText(sub, 1)).containsExactly("wanted");
    }

    @ParameterizedTest(name = "the server sends PING: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("heartbeats go inside the encryption (jeromq#697): PING after PING on an idle connection is answered")
    default void heartbeats_go_through(boolean serverPings) {
        Consumer<SocketOptions.Builder> eager = options -> options.heartbeat(
                heartbeat -> heartbeat.interval(Duration.ofMillis(5)).timeout(Duration.ofSeconds(10)));
        PullSocket server = zmq().pull(options -> (serverPings ? eager : NOTHING).accept(options.security(with(KEYS))));
        PushSocket client = zmq().push(options -> (serverPings ? NOTHING : eager).accept(
                options.security(Security.curve(SERVER.publicKey(), ALICE))));
        List<Disconnected> ends = new CopyOnWriteArrayList<>();
        server.events().ofType(Disconnected.class).subscribe(ends::add);
        try (Wiretap tap = Wiretap.before(bind(server))) {
            client.connectNow(tap.endpoint());
            Flux<Integer> pings = (serverPings ? tap.framesFromBound() : tap.framesToBound())
                    .filter(size -> size == SEALED_PING);
            Flux<Integer> pongs = (serverPings ? tap.framesToBound() : tap.framesFromBound())
                    .filter(size -> size == SEALED_PONG);
            assertThat(SocketContract.await(pings.zipWith(pongs).take(20).count())).isEqualTo(20);

            client.trySend(ZmqMessage.of("still here"));
            assertThat(receiveOne(server)).isEqualTo(ZmqMessage.of("still here"));
            assertThat(ends).isEmpty();
        }
    }

    @Test
    @DisplayName("properties of the authentication beat the peer's own, inside CURVE too")
    default void the_authenticator_has_the_first_word() {
        PullSocket server = server(request -> Mono.just(ZapReply.accept("u-17", Map.of("X-App", "known as this"))));
        PushSocket client = zmq().push(options -> options.security(Security.curve(SERVER.publicKey(), ALICE))
                .protocol(protocol -> protocol.metadata("X-App", "calls itself that")));
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        MessageMetadata metadata = receiveOne(server).metadata();
        assertThat(metadata.userId()).contains("u-17");
        assertThat(metadata.get("X-App")).contains("known as this");
    }
}
