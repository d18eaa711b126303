package io.reactivezmq.codec.curve;

import static io.reactivezmq.codec.curve.CurveSides.answer;
import static io.reactivezmq.codec.curve.CurveSides.start;
import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.security.Credentials;
import io.reactivezmq.core.security.ZapReply;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 26, CurveZMQ: the handshake between our two sides")
class CurveHandshakeTest {

    private final CurveSides sides = new CurveSides();
    private final CurveClientMechanism client = sides.client();
    private final CurveServerMechanism server = sides.server();

    @Test
    @DisplayName("C:HELLO S:WELCOME C:INITIATE S:READY; after this exchange each side has ... exchanged metadata")
    void fourCommands() {
        byte[] welcome = answer(server, start(client));
        byte[] initiate = answer(client, welcome);
        assertThat(server.isComplete()).isFalse();
        byte[] ready = answer(server, initiate);
        assertThat(server.isComplete()).isTrue();
        assertThat(client.isComplete()).isFalse();
        assertThat(answer(client, ready)).isEmpty();
        assertThat(client.isComplete()).isTrue();

        assertThat(client.peerMetadata()).hasToString(CurveSides.OF_SERVER.toString());
        assertThat(server.peerMetadata()).hasToString(CurveSides.OF_CLIENT.toString());
        assertThat(client.name()).isEqualTo("CURVE").isEqualTo(server.name());
        assertThat(server.asServer()).isTrue();
        assertThat(client.asServer()).isFalse();
        assertThat(client.admitsAnyone()).isEqualTo(server.admitsAnyone()).isFalse();
        assertThat(server.credentials()).as("answered").isNull();
    }

    @Test
    @DisplayName("hello = %d5 \"HELLO\" %x1 %x0 72%x00 32OCTET 8OCTET 80OCTET; welcome = %d7 \"WELCOME\" 16OCTET 144OCTET")
    void sizesAndOffsets() {
        byte[] hello = start(client);
        assertThat(hello).hasSize(200);
        assertThatBytes(hello).startsWith("05 'HELLO' 01 00 00*72");
        assertThatBytes(Arrays.copyOfRange(hello, 112, 120)).isExactly("00*7 01");
        byte[] welcome = answer(server, hello);
        assertThat(welcome).hasSize(168);
        assertThatBytes(welcome).startsWith("07 'WELCOME'");
        byte[] initiate = answer(client, welcome);
        assertThat(initiate).hasSize(257 + CurveSides.OF_CLIENT.encodedSize());
        assertThatBytes(initiate).startsWith("08 'INITIATE'");
        assertThatBytes(Arrays.copyOfRange(initiate, 105, 113)).isExactly("00*7 02");
        byte[] ready = answer(server, initiate);
        assertThat(ready).hasSize(30 + CurveSides.OF_SERVER.encodedSize());
        assertThatBytes(ready).startsWith("05 'READY' 00*7 01");
    }

    @Test
    @DisplayName("They can now send messages ... in any order; the client's are numbered from 3, the server's from 2")
    void traffic() {
        answer(client, answer(server, answer(client, answer(server, start(client)))));
        byte[] fromClient = new byte[CurveTraffic.OVERHEAD + 3];
        byte[] fromServer = new byte[CurveTraffic.OVERHEAD + 3];
        client.trafficCoding().seal(1, Hex.bytes("'abc'"), 0, 3, fromClient, 0);
        server.trafficCoding().seal(0, Hex.bytes("'xyz'"), 0, 3, fromServer, 0);
        assertThatBytes(fromClient).startsWith("07 'MESSAGE' 00*7 03");
        assertThatBytes(fromServer).startsWith("07 'MESSAGE' 00*7 02");
        byte[] text = Arrays.copyOfRange(fromClient, CurveTraffic.OVERHEAD, fromClient.length);
        assertThat(server.trafficCoding().open(fromClient, text)).isEqualTo(1);
        assertThatBytes(text).isExactly("'abc'");
        text = Arrays.copyOfRange(fromServer, CurveTraffic.OVERHEAD, fromServer.length);
        assertThat(client.trafficCoding().open(fromServer, text)).isZero();
        assertThatBytes(text).isExactly("'xyz'");
    }

    @Test
    @DisplayName("the server MAY authenticate the client based on its permanent public key C")
    void whoIsAskedIsToldTheKeyThatWasProven() {
        CurveServerMechanism asking = sides.server();
        assertThat(asking.credentials()).isNull();
        CurveSides.tell(asking, answer(client, answer(asking, start(client))));
        assertThat(asking.credentials()).isEqualTo(new Credentials.Curve(CurveSides.CLIENT.publicKey()));
        assertThat(asking.isComplete()).isFalse();
        assertThatIllegalStateException().isThrownBy(asking::peerMetadata);

        ByteBuf out = Unpooled.buffer();
        asking.judged(ZapReply.accept("alice"), out);
        assertThat(asking.credentials()).isNull();
        assertThat(asking.isComplete()).isTrue();
        answer(client, CurveSides.body(Hex.take(out)));
        assertThat(client.isComplete()).isTrue();
    }

    @Test
    @DisplayName("ZAP 400 and 500 are told with ERROR and nothing else, 300 with silence")
    void refusals() {
        assertThatBytes(judged(ZapReply.refuse("unknown key"))).isExactly("04 0A 05 'ERROR' 03 '400'");
        assertThatBytes(judged(ZapReply.failure("database"))).isExactly("04 0A 05 'ERROR' 03 '500'");
        assertThatBytes(judged(ZapReply.temporaryFailure("later"))).isEmpty();
    }

    @Test
    @DisplayName("It SHALL discard this key pair: what was given up cannot go on, what was completed keeps its traffic's keys")
    void destroyed() {
        byte[] hello = start(client);
        byte[] welcome = answer(server, hello);
        CurveClientMechanism givenUp = sides.client();
        start(givenUp);
        givenUp.destroy();
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> answer(givenUp, welcome));

        byte[] initiate = answer(client, welcome);
        CurveServerMechanism abandoned = sides.server();
        CurveClientMechanism peer = sides.client();
        CurveSides.tell(abandoned, answer(peer, answer(abandoned, start(peer))));
        abandoned.destroy();
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> answer(abandoned, hello));
        assertThat(abandoned.credentials()).isNull();

        answer(client, answer(server, initiate));
        client.destroy();
        server.destroy();
        byte[] message = new byte[CurveTraffic.OVERHEAD];
        client.trafficCoding().seal(1, message, 0, 0, message, 0);
        assertThat(server.trafficCoding().open(message, new byte[0])).isEqualTo(1);
    }

    @Test
    @DisplayName("a stranger may announce no more than HELLO, and nothing more while it is judged")
    void whatIsReadBeforeAnythingIsProven() {
        CurveServerMechanism asking = sides.server();
        assertThat(asking.maxNextCommand()).isEqualTo(200);
        byte[] welcome = answer(asking, start(client));
        assertThat(asking.maxNextCommand()).isEqualTo(Integer.MAX_VALUE);
        CurveSides.tell(asking, answer(client, welcome));
        assertThat(asking.maxNextCommand()).isEqualTo(200);
    }

    private byte[] judged(ZapReply reply) {
        CurveClientMechanism peer = sides.client();
        CurveServerMechanism asking = sides.server();
        CurveSides.tell(asking, answer(peer, answer(asking, start(peer))));
        ByteBuf out = Unpooled.buffer();
        asking.judged(reply, out);
        assertThat(asking.isComplete()).isFalse();
        assertThatIllegalStateException().isThrownBy(asking::trafficCoding);
        assertThatIllegalStateException().isThrownBy(() -> asking.judged(reply, out));
        return Hex.take(out);
    }
}
