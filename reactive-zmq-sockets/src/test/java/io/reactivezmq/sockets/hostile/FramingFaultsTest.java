package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.longFrame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C. Framing")
class FramingFaultsTest extends WireFaults<PullUnderAttack> {

    FramingFaultsTest() {
        super("PUSH", PullUnderAttack::new);
    }

    @Test
    @DisplayName("C4: max exactly -> delivered")
    void aMessageOfExactlyTheLimitIsDelivered() {
        RawPeer peer = attacker().send(message(new byte[MAX_MESSAGE]));
        assertThat(socket.next().size()).isEqualTo(MAX_MESSAGE);
        peer.send(Hex.join(frame(1, new byte[MAX_MESSAGE - 1]), message(new byte[1])));
        assertThat(socket.next().size()).isEqualTo(MAX_MESSAGE);
    }

    @Test
    @DisplayName("C5: 02 00*8 (long form, length 0) and long form of 5 -> accepted; C15: single empty frame -> an empty message")
    void unusualFormsOfALengthAreAccepted() {
        attacker().send("02 00*8", "02 00*7 05 'Hello'", "00 00");
        assertThat(List.of(socket.next(), socket.next(), socket.next()))
                .containsExactly(ZmqMessage.empty(), ZmqMessage.of("Hello"), ZmqMessage.empty());
    }

    @Test
    @DisplayName("C10: frames with MORE -> close at aggregate cap")
    void theFramesOfAMessageAreLimitedTogether() {
        RawPeer peer = attacker();
        for (int i = 0; i < 4; i++) {
            peer.sendAsLongAsItIsTaken(frame(1, new byte[30_000]));
        }
        socket.events().disconnected(peer.address(), Violation.MESSAGE_TOO_LARGE);
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C12: 1-byte TCP segments -> correct")
    void aMessageMayComeInSingleBytes() {
        byte[] body = new byte[2000];
        new Random(1).nextBytes(body);
        RawPeer peer = attacker();
        for (byte octet : message(body)) {
            peer.send(new byte[] {octet});
        }
        assertThat(socket.next().frame(0)).isEqualTo(body);
    }

    @Test
    @DisplayName("a long frame of the largest size comes through beside commands and short ones")
    void longAndShortFramesMix() {
        attacker().send(Hex.join(longFrame(1, new byte[3]), longFrame(0, new byte[50_000]), Hex.bytes("00 01 41")));
        assertThat(socket.next().frameCount()).isEqualTo(2);
        assertThat(socket.next()).isEqualTo(ZmqMessage.of("A"));
    }
}
