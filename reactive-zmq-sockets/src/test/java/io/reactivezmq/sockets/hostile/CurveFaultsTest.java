package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.HandmadeCurve;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("G. CURVE under attack, beside a healthy client")
class CurveFaultsTest {

    private static final int COMMAND = 0x04;
    /** The default of limits.maxHandshakeCommandSize. */
    private static final int LARGEST_COMMAND = 1 << 16;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair BYSTANDER = CurveKeyPair.generate();
    private static final CurveKeyPair MALLORY = CurveKeyPair.generate();
    private static final byte[] METADATA = property("Socket-Type", "PUSH");
    private static final byte[] TEXT = Hex.bytes("'mallory'");

    /** A PULL socket with CURVE; the bystander and mallory are on its list. */
    private static final class CurveUnderAttack extends UnderAttack {

        private final PullSocket pull = zmq.pull(options(changes -> changes.security(security -> security
                .mechanism(Security.curveServer(SERVER))
                .authenticator(Authenticator.curve(List.of(BYSTANDER.publicKey(), MALLORY.publicKey()))))));
        private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        private final PushSocket bystander = zmq.push(
                options(changes -> changes.security(Security.curve(SERVER.publicKey(), BYSTANDER))));
        private int sent;

        CurveUnderAttack() {
            listens(pull);
            pull.receive().subscribe(message -> arrived.add(message.frameAsString(0)));
            bystander.connectNow(endpoint());
            assertBystanderIsServed();
        }

        /** Behind the greeting. */
        RawPeer greeted() {
            RawPeer attacker = attacker().send(greeting(1, "CURVE"));
            attacker.read(64);
            return attacker;
        }

        /** Behind WELCOME. */
        RawPeer welcomed(HandmadeCurve mallory) {
            RawPeer attacker = greeted().send(frame(COMMAND, mallory.hello(1)));
            mallory.welcomed(command(attacker));
            return attacker;
        }

        /** Behind the handshake. */
        RawPeer established(HandmadeCurve mallory) {
            RawPeer attacker = welcomed(mallory).send(frame(COMMAND, mallory.initiate(2, METADATA)));
            mallory.openReady(command(attacker));
            events().established(attacker.address());
            return attacker;
        }

        private static byte[] command(RawPeer attacker) {
            byte[] header = attacker.read(2);
            assertThat(header[0]).isEqualTo((byte) COMMAND);
            return attacker.read(header[1] & 0xFF);
        }

        @Override
        void assertBystanderIsServed() {
            String text = "healthy " + ++sent;
            bystander.send(ZmqMessage.of(text)).block(EventLog.DEADLINE);
            assertThat(take(arrived, text)).isEqualTo(text);
        }
    }

    private static HandmadeCurve mallory() {
        return new HandmadeCurve(MALLORY.secretKeyBytes(), SERVER.publicKey().bytes());
    }

    private static UnaryOperator<byte[]> change(int offset, String hex) {
        return bytes -> {
            byte[] change = Hex.bytes(hex);
            System.arraycopy(change, 0, bytes, offset, change.length);
            return bytes;
        };
    }

    private enum WrongHello {
        SHORT(bytes -> Arrays.copyOf(bytes, 199), Violation.MALFORMED_COMMAND),
        LONG(bytes -> Arrays.copyOf(bytes, 201), Violation.HANDSHAKE_TOO_LARGE),
        VERSION_1_1(change(6, "01 01"), Violation.MALFORMED_COMMAND),
        VERSION_2_0(change(6, "02 00"), Violation.MALFORMED_COMMAND),
        PADDED(change(79, "01"), Violation.MALFORMED_COMMAND),
        KEY_ALL_ZERO(change(80, "00*32"), Violation.KEY_EXCHANGE),
        KEY_OF_LOW_ORDER(change(80, "EC FF*30 7F"), Violation.KEY_EXCHANGE),
        GARBAGE(change(120, "77*80"), Violation.CRYPTOGRAPHIC),
        ANOTHER_NAME(change(0, "05 'READY'"), Violation.UNEXPECTED_COMMAND);

        private final UnaryOperator<byte[]> change;
        private final Violation violation;

        WrongHello(UnaryOperator<byte[]> change, Violation violation) {
            this.change = change;
            this.violation = violation;
        }
    }

    @ParameterizedTest
    @EnumSource(WrongHello.class)
    @DisplayName("G4: HELLO of 199/201 bytes, version 1.1 or 2.0; G5: C' of low order, garbage, padding -> close, without a word")
    void a_wrong_hello_is_refused(WrongHello wrong) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            RawPeer attacker = socket.greeted().sendAsLongAsItIsTaken(frame(COMMAND, wrong.change.apply(mallory().hello(1))));

            socket.assertTurnedAway(attacker, wrong.violation);
        }
    }

    @ParameterizedTest
    @CsvSource({"06 0000000040000000, HANDSHAKE_TOO_LARGE", "06 FFFFFFFFFFFFFFFF, NEGATIVE_LENGTH", "00 01 41, UNEXPECTED_FRAME",
        "04 09 08 'INITIATE', UNEXPECTED_COMMAND"})
    @DisplayName("G3: INITIATE before WELCOME; G7: 1 GiB -> close before copying (CVE-2019-13132)")
    void what_is_no_hello_is_refused(String hex, Violation violation) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            RawPeer attacker = socket.greeted().sendAsLongAsItIsTaken(Hex.bytes(hex));

            socket.assertTurnedAway(attacker, violation);
        }
    }

    @Test
    @DisplayName("G3: HELLO twice -> close")
    void a_second_hello_is_refused() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.welcomed(mallory).sendAsLongAsItIsTaken(frame(COMMAND, mallory.hello(2)));

            socket.assertTurnedAway(attacker, Violation.UNEXPECTED_COMMAND);
        }
    }

    @Test
    @DisplayName("G7: INITIATE below 257 -> close")
    void a_short_initiate_is_refused() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.welcomed(mallory);
            attacker.sendAsLongAsItIsTaken(frame(COMMAND, Arrays.copyOf(mallory.initiate(2, METADATA), 256)));

            socket.assertTurnedAway(attacker, Violation.MALFORMED_COMMAND);
        }
    }

    @ParameterizedTest
    @CsvSource({"06 0000000000010001, HANDSHAKE_TOO_LARGE", "06 0000000040000000, HANDSHAKE_TOO_LARGE",
        "06 7FFFFFFFFFFFFFFF, HANDSHAKE_TOO_LARGE", "06 FFFFFFFFFFFFFFFF, NEGATIVE_LENGTH"})
    @DisplayName("G7: INITIATE after WELCOME, one byte above limits.maxHandshakeCommandSize, 1 GiB and more -> close at its header")
    void a_large_initiate_is_refused_before_it_comes(String header, Violation violation) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            RawPeer attacker = socket.welcomed(mallory()).send(Hex.bytes(header));

            socket.assertTurnedAway(attacker, violation);
        }
    }

    @Test
    @DisplayName("G7: INITIATE of exactly limits.maxHandshakeCommandSize -> let in")
    void the_largest_initiate_is_taken() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.welcomed(mallory);
            int none = mallory.initiate(2, Hex.join(METADATA, property("X-Large", new byte[0]))).length;
            byte[] largest = mallory.initiate(2, Hex.join(METADATA, property("X-Large", new byte[LARGEST_COMMAND - none])));
            assertThat(largest).hasSize(LARGEST_COMMAND);
            attacker.send(frame(COMMAND, largest));

            socket.events().established(attacker.address());
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("G8: cookie from another connection; captured HELLO/INITIATE replay (omq.rs#206) -> close")
    void a_captured_handshake_is_of_no_use() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            byte[] hello = mallory.hello(1);
            RawPeer first = socket.welcomed(mallory);
            byte[] initiate = mallory.initiate(2, METADATA);
            first.send(frame(COMMAND, initiate));
            socket.events().established(first.address());

            RawPeer replay = socket.greeted().send(frame(COMMAND, hello));
            replay.read(2 + 168);
            replay.sendAsLongAsItIsTaken(frame(COMMAND, initiate));
            socket.assertTurnedAway(replay, Violation.CRYPTOGRAPHIC);
        }
    }

    @Test
    @DisplayName("a vouch that somebody else sealed: to know a listed public key is not enough -> close")
    void a_stolen_public_key_is_of_no_use() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.welcomed(mallory);
            byte[] initiate = mallory.initiate(2, BYSTANDER.publicKey().bytes(), HandmadeCurve.filled(1, 80), METADATA);
            attacker.sendAsLongAsItIsTaken(frame(COMMAND, initiate));

            socket.assertTurnedAway(attacker, Violation.CRYPTOGRAPHIC);
        }
    }

    @Test
    @DisplayName("a key that is not on the list: 400 and nothing else")
    void an_unknown_key_is_told_the_status_only() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve stranger = new HandmadeCurve(CurveKeyPair.generate().secretKeyBytes(), SERVER.publicKey().bytes());
            RawPeer attacker = socket.welcomed(stranger).send(frame(COMMAND, stranger.initiate(2, METADATA)));

            attacker.expect(Hex.bytes("04 0A 05 'ERROR' 03 '400'"));
            attacker.halfClose();
            assertThat(attacker.expectClosed()).isEmpty();
            assertThat(socket.events().handshakeFailed(attacker.address())).isInstanceOfSatisfying(ZmqSecurityException.class,
                    refusal -> assertThat(refusal.failure()).isEqualTo(SecurityFailure.REFUSED));
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, INVALID_SEQUENCE",
        "3, 0, INVALID_SEQUENCE",
        "0, 0, INVALID_SEQUENCE",
        "9, 4, RESERVED_FLAGS",
        "9, 128, RESERVED_FLAGS",
        "9, 3, MALFORMED_COMMAND"})
    @DisplayName("G11: MESSAGE nonce repeated, lower; G14: inner flag byte with reserved bits -> close")
    void a_sealed_message_that_breaks_the_rules_is_refused(long number, int flags, Violation violation) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.established(mallory).send(frame(0, mallory.message('C', 3, 0, TEXT)));
            assertThat(UnderAttack.take(socket.arrived, "the honest message")).isEqualTo("mallory");
            attacker.sendAsLongAsItIsTaken(frame(0, mallory.message('C', number, flags, TEXT)));

            attacker.expectClosed();
            socket.events().disconnected(attacker.address(), violation);
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 15, 16, 31, 32, 39})
    @DisplayName("G12: any bit flipped in nonce, tag, body -> close")
    void an_altered_message_is_refused(int offset) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            byte[] message = mallory.message('C', 3, 0, TEXT);
            message[offset] ^= 0x10;
            RawPeer attacker = socket.established(mallory).sendAsLongAsItIsTaken(frame(0, message));

            attacker.expectClosed();
            socket.events().disconnected(attacker.address(), Violation.CRYPTOGRAPHIC);
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00 01 41, MALFORMED_COMMAND",
        "00 20 07 'MESSAGE' 00*24, MALFORMED_COMMAND",
        "04 07 04 'PING' 0000, RESERVED_FLAGS",
        "01 21 07 'MESSAGE' 00*25, RESERVED_FLAGS", "00 21 07 'MASSAGE' 00*25, MALFORMED_COMMAND",
        "02 7FFFFFFFFFFFFFFF, MESSAGE_TOO_LARGE"})
    @DisplayName("G12: MESSAGE under 33 bytes, and whatever is not sealed -> close")
    void nothing_is_taken_in_the_clear(String hex, Violation violation) {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            RawPeer attacker = socket.established(mallory()).sendAsLongAsItIsTaken(Hex.bytes(hex));

            attacker.expectClosed();
            socket.events().disconnected(attacker.address(), violation);
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("G14: COMMAND inside the box (PING under CURVE, jeromq#697) -> handled")
    void a_ping_inside_is_answered_inside() {
        try (CurveUnderAttack socket = new CurveUnderAttack()) {
            HandmadeCurve mallory = mallory();
            RawPeer attacker = socket.established(mallory);
            attacker.send(frame(0, mallory.message('C', 3, 2, Hex.bytes("04 'PING' 0000 'ctx'"))));

            attacker.expect(frame(0, mallory.message('S', 2, 2, Hex.bytes("04 'PONG' 'ctx'"))));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("the other way round: a server without the key that the client knows is left, and tried again")
    void a_client_is_not_fooled() {
        try (ZmqContext zmq = TestContexts.create(); RawServer server = new RawServer()) {
            PushSocket push = zmq.push(UnderAttack.options(
                    changes -> changes.security(Security.curve(SERVER.publicKey(), BYSTANDER))));
            EventLog events = new EventLog(push);
            push.connectNow(server.endpoint());
            try (RawPeer fooling = server.accept()) {
                fooling.send(greeting(1, "CURVE"));
                fooling.read(64);
                byte[] hello = fooling.read(2 + 200);
                HandmadeCurve impostor = new HandmadeCurve(MALLORY.secretKeyBytes(), BYSTANDER.publicKey().bytes());
                impostor.peerTransient = Arrays.copyOfRange(hello, 2 + 80, 2 + 112);
                fooling.sendAsLongAsItIsTaken(frame(COMMAND, impostor.welcome()));

                assertThat(fooling.expectClosed()).isEmpty();
                EventLog.assertViolation(events.await(HandshakeFailed.class).cause(), Violation.CRYPTOGRAPHIC);
                events.await(ConnectRetried.class);
            }
        }
    }
}
