package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Who is let in, who decides, and what both sides hear of it. */
interface SecurityContract extends SocketContract {

    Security ALICE = Security.plain("alice", "secret");
    Authenticator USERS = Authenticator.plain(Map.of("alice", "secret"));

    /** How an authenticator is told of a peer of this transport. */
    String addressPattern();

    /** A PULL socket that takes PLAIN clients. */
    private PullSocket plainServer(Consumer<SecurityOptions.Builder> changes) {
        return zmq().pull(options -> options.security(security -> {
            security.mechanism(Security.plainServer());
            changes.accept(security);
        }));
    }

    private PullSocket server(Authenticator authenticator) {
        return plainServer(security -> security.authenticator(authenticator));
    }

    private PushSocket client(Security security) {
        return zmq().push(options -> options.security(security));
    }

    /** Alice connects, sends, and is heard. */
    private void assertServes(PullSocket server, Endpoint endpoint) {
        PushSocket healthy = client(ALICE);
        healthy.connectNow(endpoint);
        healthy.trySend(ZmqMessage.of("healthy"));
        assertThat(receiveOne(server)).isEqualTo(ZmqMessage.of("healthy"));
    }

    static void assertRefused(ZmqException cause, SecurityFailure failure, boolean byPeer) {
        assertThat(cause).isInstanceOfSatisfying(ZmqSecurityException.class, refusal -> {
            assertThat(refusal.failure()).as(refusal.getMessage()).isEqualTo(failure);
            assertThat(refusal.isByPeer()).isEqualTo(byPeer);
            assertThat(refusal.code()).isEqualTo(ErrorCode.EACCES);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("test_security_plain.cpp; G19: bind/connect roles swapped for every mechanism -> works")
    default void a_user_with_the_right_password_is_let_in_whoever_binds(boolean serverBinds) {
        PullSocket server = server(USERS);
        PushSocket client = client(ALICE);
        if (serverBinds) {
            client.connectNow(bind(server));
        } else {
            server.connectNow(bind(client));
        }
        client.send(ZmqMessage.of("one")).subscribe();

        MessageMetadata metadata = receiveOne(server).metadata();
        assertThat(metadata.userId()).contains("alice");
        assertThat(metadata.socketType()).contains("PUSH");
    }

    @ParameterizedTest
    @CsvSource({"alice, wrong", "bob, secret", "alice, secret0", "ALICE, secret"})
    @DisplayName("G2: wrong user, wrong password -> 400 for both, both sides are told, healthy peers stay")
    default void a_wrong_password_and_an_unknown_user_are_refused_alike(String user, String password) {
        PullSocket server = server(USERS);
        EventLog told = EventLog.of(server);
        Endpoint endpoint = bind(server);
        PushSocket client = client(Security.plain(user, password));
        EventLog heard = EventLog.of(client);
        client.connectNow(endpoint);

        assertRefused(heard.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, true);
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, false);
        assertRefused(heard.await(ConnectStopped.class).cause(), SecurityFailure.REFUSED, true);
        assertThat(server.statistics().handshakeFailures().bySecurity()).containsEntry(SecurityFailure.REFUSED, 1L);
        assertThat(client.statistics().handshakeFailures().bySecurity()).containsEntry(SecurityFailure.REFUSED, 1L);
        assertThat(client.trySend(ZmqMessage.of("never"))).isFalse();
        assertThat(server.peerStatistics()).isEmpty();
        assertServes(server, endpoint);
    }

    @Test
    @DisplayName("G17: a server that connects, and refuses whom it finds, tries again at the longest interval")
    default void a_refused_peer_that_was_connected_to_is_tried_again_seldom() {
        PullSocket server = zmq().pull(options -> options
                .security(security -> security.mechanism(Security.plainServer()).authenticator(USERS))
                .reconnect(reconnect -> reconnect.jitter(0).interval(Duration.ofMillis(1)).maxInterval(Duration.ofMillis(20))));
        EventLog told = EventLog.of(server);
        PushSocket client = client(Security.plain("mallory", "x"));
        EventLog heard = EventLog.of(client);
        server.connectNow(bind(client));

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, false);
        assertRefused(heard.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, true);
        assertThat(told.await(ConnectRetried.class, 2)).extracting(ConnectRetried::delay)
                .containsOnly(Duration.ofMillis(20));
    }

    @Test
    @DisplayName("ZAP 500: both sides are told, no retry")
    default void a_failure_of_the_authenticator_that_it_admits_is_told() {
        PullSocket server = server(request -> Mono.just(ZapReply.failure("database down")));
        EventLog told = EventLog.of(server);
        PushSocket client = client(ALICE);
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));

        assertRefused(heard.await(ConnectStopped.class).cause(), SecurityFailure.INTERNAL_ERROR, true);
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.INTERNAL_ERROR, false);
        assertThat(told.await(HandshakeFailed.class).cause()).hasMessageContaining("database down");
    }

    @Test
    @DisplayName("G16, G17: 300 -> the client is told nothing and retries, ever later, until it is let in")
    default void a_temporary_failure_is_retried() {
        AtomicInteger questions = new AtomicInteger();
        PullSocket server = server(request -> questions.incrementAndGet() <= 3
                ? Mono.just(ZapReply.temporaryFailure("busy")) : USERS.authenticate(request));
        EventLog told = EventLog.of(server);
        PushSocket client = zmq().push(options -> options.security(ALICE).reconnect(reconnect -> reconnect.jitter(0)
                .interval(Duration.ofMillis(1)).maxInterval(Duration.ofMillis(100))));
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));
        heard.awaitHandshake();

        assertThat(told.await(HandshakeFailed.class, 3)).allSatisfy(
                failed -> assertRefused(failed.cause(), SecurityFailure.TEMPORARY_FAILURE, false));
        assertThat(heard.await(HandshakeFailed.class, 3)).allSatisfy(
                failed -> assertThat(failed.cause()).isInstanceOf(ZmqConnectionException.class));
        assertThat(heard.await(ConnectRetried.class, 3)).extracting(ConnectRetried::delay)
                .containsExactly(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(4));
    }

    @Test
    @DisplayName("test_security_no_zap_handler.cpp: PLAIN without anybody to ask lets nobody in")
    default void a_plain_server_without_authenticator_refuses() {
        PullSocket server = plainServer(nobody -> { });
        EventLog told = EventLog.of(server);
        PushSocket client = client(ALICE);
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.NO_AUTHENTICATOR, false);
        assertThat(told.await(HandshakeFailed.class).cause()).hasMessageContaining("security.authenticator");
        assertThat(heard.await(ConnectRetried.class).cause()).isInstanceOf(ZmqConnectionException.class);
    }

    /** What an authenticator can do instead of answering. */
    enum Broken implements Authenticator {
        THROWS(SecurityFailure.AUTHENTICATOR_FAILED) {
            @Override
            public Mono<ZapReply> authenticate(ZapRequest request) {
                throw new IllegalStateException("a bug");
            }
        },
        FAILS(SecurityFailure.AUTHENTICATOR_FAILED) {
            @Override
            public Mono<ZapReply> authenticate(ZapRequest request) {
                return Mono.error(new IllegalStateException("a bug"));
            }
        },
        IS_EMPTY(SecurityFailure.AUTHENTICATOR_FAILED) {
            @Override
            public Mono<ZapReply> authenticate(ZapRequest request) {
                return Mono.empty();
            }
        },
        NEVER_ANSWERS(SecurityFailure.AUTHENTICATION_TIMEOUT) {
            @Override
            public Mono<ZapReply> authenticate(ZapRequest request) {
                return Mono.never();
            }
        };

        private final SecurityFailure failure;

        Broken(SecurityFailure failure) {
            this.failure = failure;
        }
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    @DisplayName("G16: none registered, never answers, throws -> never admitted; typed failure; healthy peers stay")
    default void a_broken_authenticator_lets_nobody_in(Broken broken) {
        PullSocket server = plainServer(security -> security.authenticationTimeout(Duration.ofMillis(20))
                .authenticator(request -> request.credentials().mechanism().equals("PLAIN")
                        && ((Credentials.Plain) request.credentials()).user().equals("alice")
                        ? USERS.authenticate(request) : broken.authenticate(request)));
        EventLog told = EventLog.of(server);
        Endpoint endpoint = bind(server);
        PushSocket client = client(Security.plain("mallory", "x"));
        EventLog heard = EventLog.of(client);
        client.connectNow(endpoint);

        assertRefused(told.await(HandshakeFailed.class).cause(), broken.failure, false);
        heard.await(ConnectRetried.class);
        client.close();
        assertServes(server, endpoint);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("the handshake's mechanisms must be the same: NULL and PLAIN are not")
    default void another_mechanism_is_refused_on_both_sides(boolean clientIsPlain) {
        PullSocket server = clientIsPlain ? zmq().pull() : server(USERS);
        EventLog told = EventLog.of(server);
        PushSocket client = client(clientIsPlain ? ALICE : Security.none());
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));

        for (EventLog log : List.of(told, heard)) {
            assertThat(log.await(HandshakeFailed.class).cause()).isInstanceOfAny(
                    ZmqProtocolException.class, ZmqConnectionException.class);
        }
        assertThat(server.statistics().handshakeFailures().plus(client.statistics().handshakeFailures()).byViolation())
                .containsKey(Violation.MECHANISM_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("roles come only from local options: two clients fail, two servers wait for the handshake timer")
    default void two_sides_of_the_same_role_do_not_get_together(boolean clients) {
        Consumer<SecurityOptions.Builder> role =
                security -> security.mechanism(clients ? ALICE : Security.plainServer()).authenticator(USERS);
        PullSocket pull = zmq().pull(options -> options.security(role));
        EventLog pulled = EventLog.of(pull);
        PushSocket push = zmq().push(options -> options.security(role).handshakeTimeout(Duration.ofMillis(100)));
        EventLog pushed = EventLog.of(push);
        push.connectNow(bind(pull));

        pulled.await(HandshakeFailed.class);
        pushed.await(HandshakeFailed.class);
        assertThat(pull.peerStatistics()).isEmpty();
    }

    @Test
    @DisplayName("transport, then ZAP, then ZMTP: an existing name is never overwritten")
    default void what_the_authenticator_says_of_a_peer_beats_what_the_peer_says() {
        PullSocket server = server(request -> Mono.just(ZapReply.accept("u-17",
                Map.of("X-Role", "guest", "Peer-Address", "10.0.0.1", "X-Zap", "yes"))));
        PushSocket client = zmq().push(options -> options.security(ALICE)
                .protocol(protocol -> protocol.metadata("X-Role", "admin").metadata("X-App", "demo")));
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        MessageMetadata metadata = receiveOne(server).metadata();
        assertThat(metadata.userId()).contains("u-17");
        assertThat(metadata.get("X-Role")).contains("guest");
        assertThat(metadata.get("X-Zap")).contains("yes");
        assertThat(metadata.get("X-App")).contains("demo");
        // a transport that knows the address is believed first, and nobody but it and the authenticator is
        String address = addressPattern().isEmpty() ? "10\\.0\\.0\\.1" : addressPattern();
        assertThat(metadata.peerAddress()).get().asString().matches(address);
    }

    @Test
    @DisplayName("test_security_plain.cpp: the request has domain, address, the server's own routing id, mechanism and credentials")
    default void the_authenticator_is_told_who_asks_and_who_knocks() {
        List<ZapRequest> requests = new CopyOnWriteArrayList<>();
        List<String> passwords = new CopyOnWriteArrayList<>();
        PullSocket server = zmq().pull(options -> options.routingId("IDENT").security(security -> security
                .mechanism(Security.plainServer()).zapDomain("test").authenticator(request -> {
                    requests.add(request);
                    passwords.add(((Credentials.Plain) request.credentials()).password());
                    return Mono.just(ZapReply.accept(""));
                })));
        PushSocket client = client(ALICE);
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().userId()).isEmpty();
        assertThat(passwords).containsExactly("secret");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.domain()).isEqualTo("test");
            assertThat(request.address()).matches(addressPattern());
            assertThat(request.routingId()).isEqualTo("IDENT".getBytes(StandardCharsets.UTF_8));
            assertThat(request.toString()).doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("NULL: ZAP is asked only if there is a domain, or an authenticator")
    default void null_peers_are_judged_by_their_address() {
        PullSocket server = zmq().pull(options -> options.security(security -> security.authenticator(
                request -> Mono.just(ZapReply.accept("by " + request.credentials().mechanism())))));
        PushSocket client = zmq().push();
        client.connectNow(bind(server));
        client.trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().userId()).contains("by NULL");
    }

    @Test
    @DisplayName("NULL and ZAP 400: the client gets ERROR instead of READY")
    default void null_peers_can_be_refused() {
        PullSocket server = zmq().pull(options -> options.security(security -> security
                .zapDomain("global").authenticator(request -> Mono.just(ZapReply.refuse("address denied")))));
        EventLog told = EventLog.of(server);
        PushSocket client = zmq().push();
        EventLog heard = EventLog.of(client);
        client.connectNow(bind(server));

        assertRefused(heard.await(ConnectStopped.class).cause(), SecurityFailure.REFUSED, true);
        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.REFUSED, false);
    }

    @Test
    @DisplayName("ZMQ_ZAP_ENFORCE_DOMAIN: no handler means refuse instead of allow")
    default void without_handler_null_lets_in_unless_the_domain_is_enforced() {
        PullSocket lenient = zmq().pull(options -> options.security(security -> security.zapDomain("global")));
        connectFully(zmq().push(), bind(lenient));
        PullSocket strict = zmq().pull(options -> options.security(
                security -> security.zapDomain("global").enforceZapDomain(true)));
        EventLog told = EventLog.of(strict);
        zmq().push().connectNow(bind(strict));

        assertRefused(told.await(HandshakeFailed.class).cause(), SecurityFailure.NO_AUTHENTICATOR, false);
    }

    @Test
    @DisplayName("ENFORCE_DOMAIN without domain aborts libzmq; here it is an error of the call, and so is a STREAM with security")
    default void options_that_cannot_be_honoured_are_refused() {
        for (Consumer<SecurityOptions.Builder> wrong : List.<Consumer<SecurityOptions.Builder>>of(
                security -> security.enforceZapDomain(true),
                security -> security.enforceZapDomain(true).mechanism(Security.plainServer()))) {
            assertThatExceptionOfType(ZmqOptionException.class)
                    .isThrownBy(() -> zmq().pull(options -> options.security(wrong)))
                    .withMessageContaining("zapDomain");
        }
        assertThatExceptionOfType(ZmqOptionException.class)
                .isThrownBy(() -> zmq().stream(options -> options.security(Security.plainServer())))
                .withMessageContaining("STREAM");
    }

    @Test
    @DisplayName("inproc is never authenticated")
    default void sockets_of_one_context_trust_each_other() {
        PullSocket server = server(request -> Mono.just(ZapReply.refuse("nobody")));
        server.bindNow("inproc://trusted");
        PushSocket client = client(Security.none());
        client.connectNow("inproc://trusted");
        client.trySend(ZmqMessage.of("one"));

        assertThat(receiveOne(server).metadata().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("an authenticator can be changed on a live socket; connections that are there stay")
    default void a_changed_authenticator_counts_for_new_peers() {
        PullSocket server = server(USERS);
        Endpoint endpoint = bind(server);
        assertServes(server, endpoint);
        server.changeOptions(options -> options.security(
                security -> security.authenticator(Authenticator.plain(Map.of("bob", "other")))));
        PushSocket alice = client(ALICE);
        EventLog heard = EventLog.of(alice);
        alice.connectNow(endpoint);

        heard.await(ConnectStopped.class);
        assertThat(server.peerStatistics()).hasSize(1);
    }
}
