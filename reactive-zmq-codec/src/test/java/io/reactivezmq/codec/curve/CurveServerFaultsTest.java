package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.curve.CurveSides.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.test.ZmtpBytes;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.security.CurveKeyPair;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a CURVE server is told by clients who are not honest")
class CurveServerFaultsTest {

    private static final byte[] METADATA = ZmtpBytes.property("Socket-Type", "PUSH");

    private final CurveSides sides = new CurveSides();
    private final CurveServerMechanism server = sides.server();
    private final HandmadeCurve client = CurveSpecTest.handmadeClient();

    @ParameterizedTest
    @DisplayName("G4: CURVE HELLO of 199/201 bytes -> close")
    @ValueSource(ints = {0, 5, 6, 7, 199, 201, 300})
    void helloOfAnotherSize(int size) {
        byte[] hello = Arrays.copyOf(client.hello(1), size);
        assertRefused(server, hello, Violation.MALFORMED_COMMAND);
    }

    @ParameterizedTest
    @DisplayName("G4: version 1.1 or 2.0 -> close")
    @CsvSource({"1,1", "2,0", "0,1", "0,0", "255,255"})
    void helloOfAnotherVersion(int major, int minor) {
        byte[] hello = client.hello(1);
        hello[6] = (byte) major;
        hello[7] = (byte) minor;
        assertThat(assertRefused(server, hello, Violation.MALFORMED_COMMAND)).hasMessageContaining(major + "." + minor);
    }

    @Test
    @DisplayName("G5: padding not zero, at any of its places -> close")
    void helloWithPadding() {
        for (int i = 8; i < 80; i++) {
            byte[] hello = client.hello(1);
            hello[i] = 1;
            assertThat(assertRefused(sides.server(), hello, Violation.MALFORMED_COMMAND)).hasMessageContaining("padding");
        }
    }

    @ParameterizedTest
    @DisplayName("G5: HELLO with C' all zero or low-order point -> close")
    @ValueSource(strings = {
        "00*32",
        "01 00*31",
        "E0EB7A7C3B41B8AE1656E3FAF19FC46ADA098DEB9C32B1FD866205165F49B800",
        "5F9C95BCA3508C24B1D0B1559C83EF5B04445CC4581C8E86D8224EDDD09F1157",
        "EC FF*30 7F",
        "ED FF*30 7F",
        "EE FF*30 7F",
        "00*31 80",
        "01 00*30 80",
        "EE FF*30 FF"})
    void helloWithAKeyOfLowOrder(String key) {
        byte[] hello = client.hello(1);
        System.arraycopy(Hex.bytes(key), 0, hello, 80, 32);
        assertRefused(server, hello, Violation.KEY_EXCHANGE);
    }

    @Test
    @DisplayName("G5: box of garbage, and any bit flipped in key, nonce and box -> close")
    void helloThatDoesNotOpen() {
        byte[] garbage = client.hello(1);
        Arrays.fill(garbage, 120, 200, (byte) 0x77);
        assertRefused(sides.server(), garbage, Violation.CRYPTOGRAPHIC);
        byte[] hello = client.hello(1);
        // the highest bit of a key is none of its number, RFC 7748, so it is all the same whether it is set
        int ignored = 8 * 111 + 7;
        for (int bit = 8 * 80; bit < 8 * hello.length; bit++) {
            if (bit != ignored) {
                assertRefused(sides.server(), flipped(hello, bit), Violation.CRYPTOGRAPHIC);
            }
        }
    }

    @Test
    @DisplayName("The server SHALL validate all fields: the signature holds 64 zero octets")
    void helloWithSomethingInItsBox() {
        byte[] signature = new byte[64];
        signature[63] = 1;
        assertRefused(server, client.hello(1, signature), Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("wrong server key: the box of HELLO does not open")
    void helloForAnotherServer() {
        client.peerKey = CurveSides.CLIENT.publicKey().bytes();
        assertRefused(server, client.hello(1), Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("G3: INITIATE before WELCOME, HELLO twice -> close; and commands of other mechanisms, or of nobody")
    void commandsOutOfTurn() {
        assertRefused(sides.server(), client.initiate(2, METADATA), Violation.UNEXPECTED_COMMAND);
        assertRefused(sides.server(), Hex.bytes("05 'READY'"), Violation.UNEXPECTED_COMMAND);
        assertRefused(sides.server(), Hex.bytes("05 'ERROR' 00"), Violation.UNEXPECTED_COMMAND);
        assertRefused(sides.server(), Hex.bytes("09 'x'"), Violation.MALFORMED_COMMAND);
        assertRefused(sides.server(), new byte[0], Violation.MALFORMED_COMMAND);
        answer(server, client.hello(1));
        assertRefused(server, client.hello(2), Violation.UNEXPECTED_COMMAND);
        assertRefused(server, client.hello(2), Violation.UNEXPECTED_COMMAND);
    }

    @ParameterizedTest
    @DisplayName("G7: INITIATE below 257 -> close")
    @ValueSource(ints = {9, 104, 105, 113, 200, 256})
    void shortInitiate(int size) {
        welcomed();
        byte[] initiate = client.initiate(2, new byte[0]);
        assertThat(initiate).hasSize(257);
        assertRefused(server, Arrays.copyOf(initiate, size), Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("any bit flipped in INITIATE, cookie and nonce included -> close, and nothing of it is believed")
    void initiateWithAFlippedBit() {
        int size = 257 + METADATA.length;
        for (int bit = 8 * 9; bit < 8 * size; bit += 3) {
            HandmadeCurve other = CurveSpecTest.handmadeClient();
            CurveServerMechanism fresh = sides.server();
            other.welcomed(answer(fresh, other.hello(1)));
            byte[] altered = flipped(other.initiate(2, METADATA), bit);
            assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> answer(fresh, altered))
                    .matches(refused -> refused.violation() == Violation.CRYPTOGRAPHIC
                            || refused.violation() == Violation.INVALID_SEQUENCE);
            assertThat(fresh.isComplete()).isFalse();
        }
    }

    @Test
    @DisplayName("G8: cookie from another connection -> close")
    void cookieOfAnotherConnection() {
        HandmadeCurve other = CurveSpecTest.handmadeClient();
        CurveServerMechanism others = sides.server();
        other.welcomed(answer(others, other.hello(1)));
        welcomed();
        assertThat(assertRefused(server, other.initiate(2, METADATA), Violation.CRYPTOGRAPHIC))
                .hasMessageContaining("not that of this connection");
    }

    @Test
    @DisplayName("G8: captured HELLO/INITIATE replay (omq.rs#206) -> close")
    void capturedCommands() {
        byte[] hello = client.hello(1);
        client.welcomed(answer(server, hello));
        byte[] initiate = client.initiate(2, METADATA);
        answer(server, initiate);
        assertThat(server.isComplete()).isTrue();
        CurveServerMechanism later = sides.server();
        assertThat(answer(later, hello)).as("a new cookie, of no use to whoever has not c'").hasSize(168);
        assertRefused(later, initiate, Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("G8: cookie replayed after success -> close")
    void initiateTwice() {
        welcomed();
        byte[] initiate = client.initiate(2, METADATA);
        answer(server, initiate);
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> answer(server, initiate))
                .matches(refused -> refused.violation() == Violation.UNEXPECTED_COMMAND);
    }

    @Test
    @DisplayName("The server MUST discard from its memory the cookie key after a short interval, for example 60 seconds")
    void anOldCookie() {
        welcomed();
        sides.nanoTime += 60_000_000_000L;
        sides.cookies.renew();
        sides.nanoTime += 60_000_000_000L;
        assertThat(assertRefused(server, client.initiate(2, METADATA), Violation.CRYPTOGRAPHIC)).hasMessageContaining("too old");
    }

    @ParameterizedTest
    @DisplayName("SHALL disconnect clients that reuse a short nonce")
    @ValueSource(longs = {0, 4, 5})
    void initiateWithALowerNumber(long number) {
        client.welcomed(answer(server, client.hello(5)));
        assertRefused(server, client.initiate(number, METADATA), Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("numbers are unsigned, and gaps are allowed as in libzmq")
    void initiateWithAGap() {
        client.welcomed(answer(server, client.hello(5)));
        answer(server, client.initiate(-2, METADATA));
        assertThat(server.isComplete()).isTrue();
    }

    @Test
    @DisplayName("a vouch for another transient key, or another server, or sealed by another key -> close")
    void wrongVouches() {
        welcomed();
        client.vouchedKey = HandmadeCurve.filled(7, 32);
        assertRefused(server, client.initiate(2, METADATA), Violation.KEY_EXCHANGE);

        HandmadeCurve second = CurveSpecTest.handmadeClient();
        CurveServerMechanism secondServer = sides.server();
        second.welcomed(answer(secondServer, second.hello(1)));
        second.vouchedServer = HandmadeCurve.filled(7, 32);
        assertRefused(secondServer, second.initiate(2, METADATA), Violation.KEY_EXCHANGE);

        HandmadeCurve thief = CurveSpecTest.handmadeClient();
        CurveServerMechanism robbed = sides.server();
        thief.welcomed(answer(robbed, thief.hello(1)));
        thief.vouchingSecret = CurveKeyPair.generate().secretKeyBytes();
        assertRefused(robbed, thief.initiate(2, METADATA), Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("C of low order -> close")
    void clientKeyOfLowOrder() {
        welcomed();
        assertRefused(server, client.initiate(2, new byte[32], new byte[80], METADATA), Violation.KEY_EXCHANGE);
    }

    @Test
    @DisplayName("metadata that does not parse, or is too much -> close, and nobody is asked")
    void wrongMetadata() {
        CurveServerMechanism asking = sides.server();
        client.welcomed(answer(asking, client.hello(1)));
        assertRefused(asking, client.initiate(2, Hex.bytes("05 'x'")), Violation.MALFORMED_METADATA);
        assertThat(asking.credentials()).isNull();

        HandmadeCurve second = CurveSpecTest.handmadeClient();
        CurveServerMechanism other = sides.server();
        second.welcomed(answer(other, second.hello(1)));
        assertRefused(other, second.initiate(2, Hex.bytes("01 'x' 00000000 ".repeat(9))), Violation.HANDSHAKE_TOO_LARGE);
    }

    @Test
    @DisplayName("a client that does not wait for the judgement -> close")
    void impatientClient() {
        CurveServerMechanism asking = sides.server();
        client.welcomed(answer(asking, client.hello(1)));
        CurveSides.tell(asking, client.initiate(2, METADATA));
        assertRefused(asking, client.initiate(3, METADATA), Violation.UNEXPECTED_COMMAND);
        assertThat(asking.credentials()).isNull();
    }

    private void welcomed() {
        client.welcomed(answer(server, client.hello(1)));
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    /** The peer is told nothing, and nothing more is taken from it. */
    private static ZmqProtocolException assertRefused(CurveServerMechanism server, byte[] command, Violation violation) {
        ByteBuf out = Unpooled.buffer();
        ZmqProtocolException[] thrown = new ZmqProtocolException[1];
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> server.receive(command.clone(), out))
                .satisfies(refused -> {
                    assertThat(refused.violation()).isEqualTo(violation);
                    thrown[0] = refused;
                });
        assertThat(out.readableBytes()).isZero();
        assertThat(server.isComplete()).isFalse();
        return thrown[0];
    }
}
