package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.curve.CurveSides.answer;
import static io.reactivezmq.codec.curve.CurveSides.start;
import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.curve.crypto.ReferenceBox;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.test.ZmtpBytes;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 26, section \"CurveZMQ Commands\", each side against one that is made by hand")
class CurveSpecTest {

    private static final byte[] METADATA = ZmtpBytes.property("Socket-Type", "PUSH");

    private final CurveSides sides = new CurveSides();

    @Test
    @DisplayName("hello-box: Box [64 * %x0](C'->S); with the same random numbers every byte is the same")
    void hello() {
        HandmadeCurve client = handmadeClient();
        client.transientSecret = HandmadeCurve.filled(0xC0, 32);
        assertThatBytes(start(sides.client())).isExactly(client.hello(1));
    }

    @Test
    @DisplayName("welcome-box: Box [S' + cookie](S->C'); the cookie is the only memory of the server's secret transient key s'")
    void welcome() {
        HandmadeCurve client = handmadeClient();
        byte[] welcome = answer(sides.server(), client.hello(1));
        assertThatBytes(Arrays.copyOfRange(welcome, 8, 24)).as("random").isExactly("51*16");
        client.welcomed(welcome);
        assertThatBytes(client.peerTransient).isExactly(ReferenceBox.publicKey(HandmadeCurve.filled(0x50, 32)));
        byte[] cookieNonce = Hex.bytes("'COOKIE--' 41*16");
        assertThatBytes(client.cookie).isExactly(Hex.join(Hex.bytes("41*16"), ReferenceBox.seal(
                HandmadeCurve.filled(0x40, 32), cookieNonce, Hex.join(client.publicTransient(), HandmadeCurve.filled(0x50, 32)))));
    }

    @Test
    @DisplayName("initiate-box: Box [C + vouch + metadata](C'->S'); vouch-box: Box [C',S](C->S')")
    void initiate() {
        HandmadeCurve server = handmadeServer();
        CurveClientMechanism client = sides.client();
        server.greeted(start(client));
        byte[] initiate = answer(client, server.welcome());
        assertThatBytes(Arrays.copyOfRange(initiate, 9, 105)).isExactly(server.cookie);
        byte[] text = server.openInitiate(initiate);
        assertThatBytes(text).startsWith(Hex.of(CurveSides.CLIENT.publicKey().bytes()).replace(" ", ""), "C1*16");
        assertThatBytes(server.openVouch(text)).isExactly(Hex.join(server.peerTransient, CurveSides.SERVER.publicKey().bytes()));
        assertThatBytes(Arrays.copyOfRange(text, 128, text.length)).isExactly(METADATA);
    }

    @Test
    @DisplayName("ready-box: Box [metadata](S'->C'); message-box: Box [payload](S'->C') or (C'->S')")
    void serverSide() {
        HandmadeCurve client = handmadeClient();
        CurveServerMechanism server = sides.server();
        client.welcomed(answer(server, client.hello(1)));
        byte[] ready = answer(server, client.initiate(2, METADATA));
        assertThatBytes(client.openReady(ready)).isExactly(
                Hex.join(ZmtpBytes.property("Socket-Type", "PULL"), ZmtpBytes.property("X-a", Hex.bytes("01"))));
        assertThat(server.peerMetadata().asMap()).containsOnlyKeys("Socket-Type");

        byte[] message = client.message('C', 3, 1, Hex.bytes("'data'"));
        byte[] payload = Arrays.copyOfRange(message, 33, message.length);
        assertThat(server.trafficCoding().open(message, payload)).isEqualTo(1);
        assertThatBytes(payload).isExactly("'data'");
        byte[] sealed = new byte[33 + 4];
        server.trafficCoding().seal(2, payload, 0, 4, sealed, 0);
        assertThatBytes(sealed).isExactly(client.message('S', 2, 2, payload));
    }

    @Test
    @DisplayName("the client's side of the same; the value of a READY may be empty metadata")
    void clientSide() {
        HandmadeCurve server = handmadeServer();
        CurveClientMechanism client = sides.client();
        server.greeted(start(client));
        answer(client, server.welcome());
        answer(client, server.ready(1, new byte[0]));
        assertThat(client.isComplete()).isTrue();
        assertThat(client.peerMetadata().asMap()).isEmpty();

        byte[] message = server.message('S', 2, 0, Hex.bytes("'data'"));
        byte[] payload = Arrays.copyOfRange(message, 33, message.length);
        assertThat(client.trafficCoding().open(message, payload)).isZero();
        byte[] sealed = new byte[33 + 4];
        client.trafficCoding().seal(1, payload, 0, 4, sealed, 0);
        assertThatBytes(sealed).isExactly(server.message('C', 3, 1, payload));
    }

    @Test
    @DisplayName("The client SHALL generate a unique key pair for each connection; the server a new cookie for each WELCOME")
    void nothingIsUsedTwice() {
        byte[] random = start(new CurveClientMechanism(CurveSides.SERVER.publicKey(), CurveSides.CLIENT, CurveSides.OF_CLIENT, 8,
                new java.security.SecureRandom()::nextBytes));
        assertThat(random).isNotEqualTo(start(new CurveClientMechanism(CurveSides.SERVER.publicKey(), CurveSides.CLIENT,
                CurveSides.OF_CLIENT, 8, new java.security.SecureRandom()::nextBytes)));
        HandmadeCurve client = handmadeClient();
        client.welcomed(answer(sides.server(), client.hello(1)));
        byte[] first = client.cookie;
        client.welcomed(answer(sides.server(), client.hello(1)));
        assertThat(client.cookie).isNotEqualTo(first);
    }

    static HandmadeCurve handmadeClient() {
        return new HandmadeCurve(CurveSides.CLIENT.secretKeyBytes(), CurveSides.SERVER.publicKey().bytes());
    }

    static HandmadeCurve handmadeServer() {
        return new HandmadeCurve(CurveSides.SERVER.secretKeyBytes(), CurveSides.CLIENT.publicKey().bytes());
    }
}
