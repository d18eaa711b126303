package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.curve.CurveSides.answer;
import static io.reactivezmq.codec.curve.CurveSides.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.security.CurvePublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a CURVE client is told by servers who are not honest, or not the right ones")
class CurveClientFaultsTest {

    private final CurveSides sides = new CurveSides();
    private final CurveClientMechanism client = sides.client();
    private final HandmadeCurve server = CurveSpecTest.handmadeServer();

    @ParameterizedTest
    @DisplayName("The client SHALL ... disconnect from servers that send malformed WELCOME commands")
    @ValueSource(ints = {0, 8, 24, 167, 169})
    void welcomeOfAnotherSize(int size) {
        server.greeted(start(client));
        assertRefused(client, Arrays.copyOf(server.welcome(), size), Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("any bit flipped in WELCOME -> close")
    void welcomeWithAFlippedBit() {
        for (int bit = 8 * 8; bit < 8 * 168; bit++) {
            CurveClientMechanism fresh = sides.client();
            server.greeted(start(fresh));
            assertRefused(fresh, CurveServerFaultsTest.flipped(server.welcome(), bit), Violation.CRYPTOGRAPHIC);
        }
    }

    @Test
    @DisplayName("a server that does not own the key that the client was given -> close")
    void anotherServer() {
        server.greeted(start(client));
        server.secretKey = HandmadeCurve.filled(9, 32);
        assertRefused(client, server.welcome(), Violation.CRYPTOGRAPHIC);
    }

    @Test
    @DisplayName("S' of low order -> close")
    void serverTransientKeyOfLowOrder() {
        server.greeted(start(client));
        assertRefused(client, server.welcome(new byte[32]), Violation.KEY_EXCHANGE);
    }

    @Test
    @DisplayName("S of low order is found out before anything is sent")
    void serverKeyOfLowOrder() {
        CurveClientMechanism naive = new CurveClientMechanism(CurvePublicKey.of(Hex.bytes("01 00*31")), CurveSides.CLIENT,
                CurveSides.OF_CLIENT, 8, CurveSides.counting(1));
        ByteBuf out = Unpooled.buffer();
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> naive.start(out))
                .withMessageContaining("the server key").matches(refused -> refused.violation() == Violation.KEY_EXCHANGE);
        assertThat(out.readableBytes()).isZero();
    }

    @ParameterizedTest
    @DisplayName("The client SHALL ... disconnect from servers who send malformed READY commands")
    @ValueSource(ints = {6, 14, 29})
    void shortReady(int size) {
        welcomed();
        assertRefused(client, Arrays.copyOf(server.ready(1, new byte[0]), size), Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("any bit flipped in READY -> close")
    void readyWithAFlippedBit() {
        byte[] metadata = Hex.bytes("01 'x' 00000000");
        for (int bit = 8 * 6; bit < 8 * (30 + metadata.length); bit++) {
            CurveClientMechanism fresh = sides.client();
            server.greeted(start(fresh));
            answer(fresh, server.welcome());
            assertRefused(fresh, CurveServerFaultsTest.flipped(server.ready(1, metadata), bit), Violation.CRYPTOGRAPHIC);
        }
    }

    @Test
    void readyWithMetadataThatDoesNotParse() {
        welcomed();
        assertRefused(client, server.ready(1, Hex.bytes("05 'x'")), Violation.MALFORMED_METADATA);
    }

    @Test
    @DisplayName("G3: commands out of turn -> close")
    void commandsOutOfTurn() {
        server.greeted(start(client));
        assertRefused(client, server.ready(1, new byte[0]), Violation.UNEXPECTED_COMMAND);

        CurveClientMechanism second = sides.client();
        server.greeted(start(second));
        byte[] welcome = server.welcome();
        answer(second, welcome);
        assertRefused(second, welcome, Violation.UNEXPECTED_COMMAND);
        assertRefused(second, server.ready(1, new byte[0]), Violation.UNEXPECTED_COMMAND);

        CurveClientMechanism third = sides.client();
        byte[] hello = start(third);
        assertRefused(third, hello, Violation.UNEXPECTED_COMMAND);
    }

    @Test
    @DisplayName("curvezmq = C:hello ( S:welcome | S:error ): before WELCOME anyone may be speaking, so nothing is refused for good")
    void errorBeforeTheServerHasProvenItself() {
        start(client);
        assertRefused(client, Hex.bytes("05 'ERROR' 03 '400'"), Violation.PEER_ERROR);
    }

    @Test
    @DisplayName("curvezmq = ... C:initiate ( S:ready | S:error )")
    void errorOfTheServer() {
        welcomed();
        assertError(client);
    }

    private static void assertError(CurveClientMechanism client) {
        assertThatExceptionOfType(ZmqSecurityException.class)
                .isThrownBy(() -> answer(client, Hex.bytes("05 'ERROR' 03 '400'")))
                .matches(refused -> refused.failure() == SecurityFailure.REFUSED && refused.isByPeer());
        assertThatExceptionOfType(ZmqException.class).as("it is over").isThrownBy(() -> answer(client, Hex.bytes("05 'ERROR' 00")));
        assertThat(client.isComplete()).isFalse();
    }

    private void welcomed() {
        server.greeted(start(client));
        answer(client, server.welcome());
    }

    private static void assertRefused(CurveClientMechanism client, byte[] command, Violation violation) {
        ByteBuf out = Unpooled.buffer();
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> client.receive(command.clone(), out))
                .satisfies(refused -> assertThat(refused.violation()).isEqualTo(violation));
        assertThat(out.readableBytes()).isZero();
        assertThat(client.isComplete()).isFalse();
    }
}
