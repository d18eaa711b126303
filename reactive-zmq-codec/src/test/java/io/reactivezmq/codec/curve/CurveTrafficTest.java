package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.curve.CurveSides.answer;
import static io.reactivezmq.codec.curve.CurveSides.start;
import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reactivezmq.codec.curve.crypto.SecretBox;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 26, section \"The MESSAGE Command\": numbers, and when they count")
class CurveTrafficTest {

    private static final byte[] PAYLOAD = Hex.bytes("'forty bytes of what nobody should read..'");

    private final HandmadeCurve client = CurveSpecTest.handmadeClient();
    private CurveTraffic server;

    @BeforeEach
    void connect() {
        CurveServerMechanism mechanism = new CurveSides().server();
        client.welcomed(answer(mechanism, client.hello(1)));
        answer(mechanism, client.initiate(2, new byte[0]));
        server = mechanism.trafficCoding();
    }

    @Test
    @DisplayName("G12: any bit flipped in nonce, tag, body -> close, nonce state unchanged: the true message still opens")
    void anAlteredMessageMovesNothing() {
        byte[] message = client.message('C', 10, 0, PAYLOAD);
        for (int bit = 8 * 8; bit < 8 * message.length; bit++) {
            byte[] altered = CurveServerFaultsTest.flipped(message, bit);
            assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> open(altered))
                    .matches(refused -> refused.violation() == Violation.CRYPTOGRAPHIC
                            || refused.violation() == Violation.INVALID_SEQUENCE);
        }
        assertThat(open(client.message('C', 3, 0, PAYLOAD))).isZero();
        assertThat(open(message)).isZero();
    }

    @Test
    @DisplayName("G11: MESSAGE nonce repeated, lower -> close; the INITIATE's number counts too; skipped as in libzmq -> accepted")
    void numbersGrow() {
        assertRefused(client.message('C', 2, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        assertRefused(client.message('C', 0, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        open(client.message('C', 3, 0, PAYLOAD));
        assertRefused(client.message('C', 3, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        open(client.message('C', 1000, 0, PAYLOAD));
        assertRefused(client.message('C', 999, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        open(client.message('C', Long.MIN_VALUE, 0, PAYLOAD));
        assertRefused(client.message('C', Long.MAX_VALUE, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("G11: nonce FF*8 -> close before reuse")
    void behindTheLastNumberThereIsNone() {
        open(client.message('C', -1, 0, PAYLOAD));
        assertRefused(client.message('C', -1, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        assertRefused(client.message('C', 0, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
        assertRefused(client.message('C', 3, 0, PAYLOAD), Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("SHALL NOT send more than 2^64-1 commands in one connection")
    void thisSideStopsBeforeItUsesANumberTwice() {
        byte[] key = new byte[SecretBox.KEY_SIZE];
        byte[] prefix = CurveNonce.MESSAGE_OF_CLIENT.prefix();
        CurveTraffic worn = new CurveTraffic(new SecretBox(key, prefix), -2, new SecretBox(key, prefix), 1);
        byte[] out = new byte[CurveTraffic.OVERHEAD];
        worn.seal(0, PAYLOAD, 0, 0, out, 0);
        assertThatBytes(Arrays.copyOfRange(out, 8, 16)).isExactly("FF*8");
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> worn.seal(0, PAYLOAD, 0, 0, out, 0))
                .matches(refused -> refused.violation() == Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("a message is not taken back to the one who sealed it: each direction has its own nonces")
    void aReflectedMessageDoesNotOpen() {
        byte[] own = new byte[CurveTraffic.OVERHEAD + PAYLOAD.length];
        for (int i = 0; i < 3; i++) {
            server.seal(0, PAYLOAD, 0, PAYLOAD.length, own, 0);
        }
        assertRefused(own, Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("what another connection of the same peers has sealed does not open")
    void aMessageOfAnotherConnection() {
        CurveSides sides = new CurveSides();
        CurveClientMechanism other = sides.client();
        CurveServerMechanism others = sides.server();
        answer(other, answer(others, answer(other, answer(others, start(other)))));
        byte[] message = new byte[CurveTraffic.OVERHEAD + PAYLOAD.length];
        other.trafficCoding().seal(0, PAYLOAD, 0, PAYLOAD.length, message, 0);
        assertRefused(message, Violation.CRYPTOGRAPHIC);
    }

    @Test
    void withoutItsKeysItDoesNothingMore() {
        byte[] message = client.message('C', 3, 0, PAYLOAD);
        server.destroy();
        assertThatIllegalStateException().isThrownBy(() -> open(message));
        assertThatIllegalStateException().isThrownBy(
                () -> server.seal(0, PAYLOAD, 0, 1, new byte[CurveTraffic.OVERHEAD + 1], 0));
    }

    private int open(byte[] message) {
        byte[] payload = Arrays.copyOfRange(message, CurveTraffic.OVERHEAD, message.length);
        int flags = server.open(Arrays.copyOf(message, CurveTraffic.OVERHEAD), payload);
        assertThat(payload).isEqualTo(PAYLOAD);
        return flags;
    }

    private void assertRefused(byte[] message, Violation violation) {
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> open(message))
                .satisfies(refused -> assertThat(refused.violation()).isEqualTo(violation));
    }
}
