package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.longFrame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C. Framing")
class FramingFaultsTest {

    private static final int MAX_MESSAGE = 100_000;
    private static final int MAX_FRAMES = 100;

    private final PullUnderAttack socket = new PullUnderAttack(changes -> changes.limits(limits ->
            limits.maxMessageSize(MAX_MESSAGE).maxFrames(MAX_FRAMES).idleMidMessageTimeout(Duration.ofMillis(200))));

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("a frame that breaks the protocol or a limit -> close, one event, nothing of it delivered")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "A9                          | 02 FB 18 FF FB 1F FF FB 20       | NEGATIVE_LENGTH",
        "C1 all ones                 | 02 FF*8                          | NEGATIVE_LENGTH",
        "C1 80..80                   | 02 80 00 00 00 80 00 00 00       | NEGATIVE_LENGTH",
        "C1 80 00*7                  | 02 80 00*7                       | NEGATIVE_LENGTH",
        "C2 2^63-1                   | 02 7F FF*7                       | MESSAGE_TOO_LARGE",
        "C2 2^32                     | 02 00 00 00 01 00 00 00 00       | MESSAGE_TOO_LARGE",
        "C4 max + 1                  | 02 00*5 01 86 A1                 | MESSAGE_TOO_LARGE",
        "C6 08                       | 08 01 41                         | RESERVED_FLAGS",
        "C6 10                       | 10 01 41                         | RESERVED_FLAGS",
        "C6 20                       | 20 01 41                         | RESERVED_FLAGS",
        "C6 40                       | 40 01 41                         | RESERVED_FLAGS",
        "C6 80                       | 80 01 41                         | RESERVED_FLAGS",
        "C6 all                      | FF FF                            | RESERVED_FLAGS",
        "C6 a reserved bit and LARGE | 0A 00*7 01 41                    | RESERVED_FLAGS",
        "C9 endless empty frames     | 0100*101                         | TOO_MANY_FRAMES",
        "command with MORE           | 05 05 04 'PING'                  | MALFORMED_COMMAND",
        "command of 1 GiB            | 06 00*4 40 00 00 00              | MESSAGE_TOO_LARGE",
    })
    void aFrameThatIsNoneEndsTheConnection(String name, String hex, Violation violation) {
        RawPeer peer = socket.attackerOfType("PUSH")
                .sendAsLongAsItIsTaken(Hex.join(message(Hex.bytes("'before'")), Hex.bytes(hex), message(Hex.bytes("'behind'"))));
        socket.events().disconnected(peer.address(), violation);
        peer.expectClosed();
        assertThat(socket.next().frameAsString(0)).isEqualTo("before");
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C4: max exactly -> delivered")
    void aMessageOfExactlyTheLimitIsDelivered() {
        RawPeer peer = socket.attackerOfType("PUSH").send(message(new byte[MAX_MESSAGE]));
        assertThat(socket.next().size()).isEqualTo(MAX_MESSAGE);
        peer.send(Hex.join(frame(1, new byte[MAX_MESSAGE - 1]), message(new byte[1])));
        assertThat(socket.next().size()).isEqualTo(MAX_MESSAGE);
    }

    @Test
    @DisplayName("C5: 02 00*8 (long form, length 0) and long form of 5 -> accepted; C15: single empty frame -> an empty message")
    void unusualFormsOfALengthAreAccepted() {
        socket.attackerOfType("PUSH").send("02 00*8", "02 00*7 05 'Hello'", "00 00");
        assertThat(List.of(socket.next(), socket.next(), socket.next()))
                .containsExactly(ZmqMessage.empty(), ZmqMessage.of("Hello"), ZmqMessage.empty());
    }

    @Test
    @DisplayName("C8: command in the middle of a multipart -> PING handled, message intact")
    void aCommandMayComeBetweenTwoFrames() {
        RawPeer peer = socket.attackerOfType("PUSH")
                .send(Hex.join(frame(1, Hex.bytes("'a'")), command("PING", new byte[2], Hex.bytes("'p'")), message(Hex.bytes("'b'"))));
        assertThat(socket.next()).isEqualTo(ZmqMessage.of("a", "b"));
        peer.expect(command("PONG", Hex.bytes("'p'")));
    }

    @Test
    @DisplayName("C10: frames with MORE -> close at aggregate cap")
    void theFramesOfAMessageAreLimitedTogether() {
        RawPeer peer = socket.attackerOfType("PUSH");
        for (int i = 0; i < 4; i++) {
            peer.sendAsLongAsItIsTaken(frame(1, new byte[30_000]));
        }
        socket.events().disconnected(peer.address(), Violation.MESSAGE_TOO_LARGE);
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C11: a large length, then silence, x200 connections -> idle-mid-message deadline closes")
    void whoAnnouncesAndIsSilentIsClosedAtTheDeadline() {
        List<RawPeer> waiting = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waiting.add(socket.attackerOfType("PUSH").send("02 00*5 01 86 A0", "41"));
        }
        socket.assertBystanderIsServed();
        waiting.forEach(RawPeer::expectClosed);
        assertThat(socket.events().await(Disconnected.class, any -> true, 200))
                .allSatisfy(end -> EventLog.assertViolation(end.cause(), Violation.STALLED_MESSAGE));
    }

    @Test
    @DisplayName("C12: 1-byte TCP segments -> correct")
    void aMessageMayComeInSingleBytes() {
        byte[] body = new byte[2000];
        new Random(1).nextBytes(body);
        RawPeer peer = socket.attackerOfType("PUSH");
        for (byte octet : message(body)) {
            peer.send(new byte[] {octet});
        }
        assertThat(socket.next().frame(0)).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C14: FIN inside a frame, between frames of a multipart -> partial discarded, never delivered")
    @ValueSource(strings = {"00", "00 05", "00 05 'ab'", "02 00*5", "01 01 'a'", "01 01 'a' 00 05 'b'", "04 05 04 'PO'"})
    void whatAPeerLeavesUnfinishedIsNotDelivered(String hex) {
        RawPeer peer = socket.attackerOfType("PUSH").send(Hex.join(message(Hex.bytes("'whole'")), Hex.bytes(hex))).halfClose();
        assertThat(socket.events().disconnected(peer.address()).undelivered()).isZero();
        peer.expectClosed();
        assertThat(socket.next().frameAsString(0)).isEqualTo("whole");
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C14, H3: RST inside a frame, again and again at another byte -> partial discarded, never delivered")
    void whatAResetCutsOffIsNotDelivered() {
        byte[] wire = Hex.join(frame(1, new byte[10]), message(new byte[300]));
        for (int cut = 1; cut < wire.length; cut += 13) {
            RawPeer peer = socket.attackerOfType("PUSH").send(Arrays.copyOf(wire, cut));
            SocketAddress address = peer.address();
            peer.reset();
            socket.events().disconnected(address);
        }
        assertThat(socket.received).isEmpty();
        assertThat(socket.pull.statistics().peers()).isOne();
    }

    @Test
    @DisplayName("a long frame of the largest size comes through beside commands and short ones")
    void longAndShortFramesMix() {
        socket.attackerOfType("PUSH").send(Hex.join(longFrame(1, new byte[3]), longFrame(0, new byte[50_000]), Hex.bytes("00 01 41")));
        assertThat(socket.next().frameCount()).isEqualTo(2);
        assertThat(socket.next()).isEqualTo(ZmqMessage.of("A"));
    }
}
