package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.LimitOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.core.security.ZapReply;
import io.reactivezmq.core.security.ZapRequest;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@DisplayName("G. PLAIN and ZAP under attack, beside a healthy user")
class PlainFaultsTest {

    private static final byte[] HELLO_OF_BOB = Hex.bytes("04 0E 05 'HELLO' 03 'bob' 03 'bob'");
    private static final byte[] INITIATE = command("INITIATE", property("Socket-Type", "PUSH"));

    /** A PULL socket with PLAIN; alice is the bystander, and nobody knows what becomes of bob. */
    private static final class PlainUnderAttack extends UnderAttack implements Authenticator {

        private static final Authenticator USERS = Authenticator.plain(Map.of("alice", "secret"));

        final BlockingQueue<Sinks.One<ZapReply>> questionsAboutBob = new LinkedBlockingQueue<>();
        private final PullSocket pull;
        private final BlockingQueue<String> healthy = new LinkedBlockingQueue<>();
        private final PushSocket bystander = zmq.push(options(changes -> changes.security(Security.plain("alice", "secret"))));
        private int sent;

        PlainUnderAttack() {
            this(unchanged -> { });
        }

        PlainUnderAttack(Consumer<LimitOptions.Builder> limits) {
            pull = zmq.pull(options(changes -> changes.limits(limits).security(
                    security -> security.mechanism(Security.plainServer()).authenticator(this))));
            listens(pull);
            pull.receive().subscribe(message -> healthy.add(message.frameAsString(0)));
            bystander.connectNow(endpoint());
            assertBystanderIsServed();
        }

        @Override
        public Mono<ZapReply> authenticate(ZapRequest request) {
            if (!((Credentials.Plain) request.credentials()).user().equals("bob")) {
                return USERS.authenticate(request);
            }
            Sinks.One<ZapReply> reply = Sinks.one();
            questionsAboutBob.add(reply);
            return reply.asMono();
        }

        RawPeer greeted() {
            RawPeer attacker = attacker().send(greeting(1, "PLAIN"));
            attacker.read(64);
            return attacker;
        }

        @Override
        void assertBystanderIsServed() {
            String text = "healthy " + ++sent;
            bystander.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
            assertThat(take(healthy, text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04 08 05 'HELLO' 05 'a', MALFORMED_COMMAND",
        "04 06 05 'HELLO', MALFORMED_COMMAND",
        "04 0B 05 'HELLO' 03 'bob' FF, MALFORMED_COMMAND",
        "04 09 05 'HELLO' 00 00 00, MALFORMED_COMMAND",
        "04 02 05 'H', MALFORMED_COMMAND",
        "04 07 05 'READY' 00, UNEXPECTED_COMMAND",
        "04 09 08 'INITIATE', UNEXPECTED_COMMAND",
        "00 01 41, UNEXPECTED_FRAME",
        "06 0000000040000000, HANDSHAKE_TOO_LARGE"})
    @DisplayName("G1: HELLO with user length beyond the body; G3: INITIATE first -> close, without a word")
    void a_hello_that_does_not_parse_is_refused(String hex, Violation violation) {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().sendAsLongAsItIsTaken(Hex.bytes(hex));

            socket.assertTurnedAway(attacker, violation);
        }
    }

    @Test
    @DisplayName("G1: 255 + 255 bytes -> judged like any other")
    void the_longest_hello_is_judged() {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().send("06 0000000000000206 05 'HELLO' FF 'u'*255 FF 'p'*255");

            assertThat(Hex.of(attacker.read(12))).isEqualTo(Hex.of(Hex.bytes("04 0A 05 'ERROR' 03 '400'")));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("G2: wrong user vs wrong password -> same bytes")
    void nobody_learns_which_users_there_are() {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            for (String hello : new String[] {"04 12 05 'HELLO' 05 'alice' 05 'wrong'", "04 12 05 'HELLO' 05 'carol' 05 'wrong'"}) {
                RawPeer attacker = socket.greeted().send(hello);
                byte[] answer = attacker.read(12);
                attacker.halfClose();

                assertThat(Hex.of(answer)).isEqualTo(Hex.of(Hex.bytes("04 0A 05 'ERROR' 03 '400'")));
                assertThat(attacker.expectClosed()).isEmpty();
                assertRefused(socket.events().handshakeFailed(attacker.address()), SecurityFailure.REFUSED);
            }
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("a refused peer that does not close is closed a second later; what it sends until then is thrown away")
    void a_refused_peer_cannot_stay() {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().send("04 12 05 'HELLO' 05 'alice' 05 'wrong'");
            attacker.read(12);
            attacker.sendAsLongAsItIsTaken(INITIATE).sendAsLongAsItIsTaken(Hex.bytes("00 01 41"));

            assertThat(attacker.expectClosed()).isEmpty();
            assertRefused(socket.events().handshakeFailed(attacker.address()), SecurityFailure.REFUSED);
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"04 09 08 'INITIATE'", "04 0E 05 'HELLO' 03 'bob' 03 'bob'", "04 08 04 'PING' 0000 41"})
    @DisplayName("G3: INITIATE before WELCOME, HELLO twice, while the authenticator thinks -> close; its answer goes nowhere")
    void a_peer_that_does_not_wait_for_the_answer_is_refused(String hex) {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().send(HELLO_OF_BOB);
            Sinks.One<ZapReply> reply = UnderAttack.take(socket.questionsAboutBob, "the question");
            attacker.sendAsLongAsItIsTaken(Hex.bytes(hex));

            assertThat(attacker.expectClosed()).isEmpty();
            socket.events().handshakeFailed(attacker.address(), Violation.UNEXPECTED_COMMAND);
            assertThat(reply.currentSubscriberCount()).isZero();
            reply.tryEmitValue(ZapReply.accept("bob"));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("G18: auth result arrives after the peer left -> the question is cancelled, nothing is admitted")
    void a_peer_that_leaves_takes_its_question_along() {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().send(HELLO_OF_BOB);
            Sinks.One<ZapReply> reply = UnderAttack.take(socket.questionsAboutBob, "the question");
            attacker.close();

            assertThat(socket.events().handshakeFailed(attacker.address())).isInstanceOf(ZmqConnectionException.class);
            assertThat(reply.currentSubscriberCount()).isZero();
            reply.tryEmitValue(ZapReply.accept("bob"));
            socket.assertBystanderIsServed();
            assertThat(socket.pull.peerStatistics()).hasSize(1);
        }
    }

    @Test
    @DisplayName("handshakes that wait for an answer count against maxPendingHandshakes")
    void the_number_of_open_questions_is_bounded() {
        try (PlainUnderAttack socket = new PlainUnderAttack(limits -> limits.maxPendingHandshakes(1))) {
            RawPeer waiting = socket.greeted().send(HELLO_OF_BOB);
            Sinks.One<ZapReply> reply = UnderAttack.take(socket.questionsAboutBob, "the question");
            socket.attacker().expectClosed();
            assertThat(socket.events().await(AcceptFailed.class).cause()).hasMessageContaining("maxPendingHandshakes");

            reply.tryEmitValue(ZapReply.temporaryFailure("busy"));
            waiting.expectClosed();
            assertRefused(socket.events().handshakeFailed(waiting.address()), SecurityFailure.TEMPORARY_FAILURE);
            socket.greeted();
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("handshakes that wait for an answer end with the socket")
    void open_questions_end_with_the_socket() {
        Sinks.One<ZapReply> reply;
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            socket.greeted().send(HELLO_OF_BOB);
            reply = UnderAttack.take(socket.questionsAboutBob, "the question");
        }
        assertThat(reply.currentSubscriberCount()).isZero();
    }

    @Test
    @DisplayName("live options: who began his handshake under other security options is not let in by it")
    void a_peer_cannot_sit_out_a_change_of_security() {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.greeted().send(HELLO_OF_BOB);
            Sinks.One<ZapReply> reply = UnderAttack.take(socket.questionsAboutBob, "the question");
            socket.pull.changeOptions(changes -> changes.security(
                    security -> security.authenticator(request -> Mono.just(ZapReply.refuse("nobody any more")))));
            reply.tryEmitValue(ZapReply.accept("bob"));
            attacker.expect(Hex.bytes("04 08 07 'WELCOME'")).sendAsLongAsItIsTaken(INITIATE);

            attacker.expectClosed();
            assertThat(socket.events().handshakeFailed(attacker.address())).isInstanceOf(ZmqConnectionException.class)
                    .hasMessageContaining("security options have changed");
            assertThat(socket.pull.peerStatistics()).hasSize(1);
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF 00*8 7F 01 08 00 00", "01 00"})
    @DisplayName("A secured socket serves nothing below ZMTP 3.0")
    void an_old_peer_is_refused(String hex) {
        try (PlainUnderAttack socket = new PlainUnderAttack()) {
            RawPeer attacker = socket.attacker().sendAsLongAsItIsTaken(Hex.bytes(hex));

            attacker.expectClosed();
            socket.events().handshakeFailed(attacker.address(), Violation.UNSUPPORTED_VERSION);
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("the other way round: a server that sends WELCOME twice, or READY first, is left")
    void a_client_is_not_fooled() {
        for (String hex : new String[] {"04 08 07 'WELCOME' 04 08 07 'WELCOME'", "04 06 05 'READY'", "04 09 07 'WELCOME' 00"}) {
            try (ZmqContext zmq = TestContexts.create(); RawServer server = new RawServer()) {
                PushSocket push = zmq.push(UnderAttack.options(changes -> changes.security(Security.plain("a", "b"))));
                EventLog events = new EventLog(push);
                push.connectNow(server.endpoint());
                try (RawPeer fooling = server.accept()) {
                    fooling.send(greeting(1, "PLAIN")).sendAsLongAsItIsTaken(Hex.bytes(hex));
                    fooling.expectClosed();
                    assertThat(events.await(HandshakeFailed.class).cause().code()).isEqualTo(ErrorCode.EPROTO);
                    events.await(ConnectRetried.class);
                }
            }
        }
    }

    private static void assertRefused(ZmqException cause, SecurityFailure failure) {
        assertThat(cause).isInstanceOfSatisfying(ZmqSecurityException.class,
                refusal -> assertThat(refusal.failure()).isEqualTo(failure));
    }
}
