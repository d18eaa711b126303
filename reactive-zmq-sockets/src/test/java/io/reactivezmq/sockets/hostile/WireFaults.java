package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no peer may do on the wire, whatever the type of the socket that listens. */
abstract class WireFaults<S extends ReceivingUnderAttack> {

    static final int MAX_MESSAGE = 100_000;
    private static final int MAX_FRAMES = 100;

    final S socket;
    /** A type that may talk to the socket. */
    private final String peerType;

    WireFaults(String peerType, Function<Consumer<SocketOptions.Builder>, S> open) {
        this.peerType = peerType;
        this.socket = open.apply(changes -> changes.limits(limits -> limits
                .maxMessageSize(MAX_MESSAGE).maxFrames(MAX_FRAMES).idleMidMessageTimeout(Duration.ofMillis(200))));
    }

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    /** An attacker behind its handshake. */
    final RawPeer attacker() {
        return socket.attackerOfType(peerType);
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
        RawPeer peer = attacker()
                .sendAsLongAsItIsTaken(Hex.join(message(Hex.bytes("'before'")), Hex.bytes(hex), message(Hex.bytes("'behind'"))));
        socket.events().disconnected(peer.address(), violation);
        peer.expectClosed();
        assertThat(socket.next().frameAsString(0)).isEqualTo("before");
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C8: command in the middle of a multipart -> PING handled, message intact")
    void aCommandMayComeBetweenTwoFrames() {
        RawPeer peer = attacker()
                .send(Hex.join(frame(1, Hex.bytes("'a'")), command("PING", new byte[2], Hex.bytes("'p'")), message(Hex.bytes("'b'"))));
        assertThat(socket.next()).isEqualTo(ZmqMessage.of("a", "b"));
        peer.expect(command("PONG", Hex.bytes("'p'")));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C14: FIN inside a frame, between frames of a multipart -> partial discarded, never delivered")
    @ValueSource(strings = {"00", "00 05", "00 05 'ab'", "02 00*5", "01 01 'a'", "01 01 'a' 00 05 'b'", "04 05 04 'PO'"})
    void whatAPeerLeavesUnfinishedIsNotDelivered(String hex) {
        RawPeer peer = attacker().send(Hex.join(message(Hex.bytes("'whole'")), Hex.bytes(hex))).halfClose();
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
            RawPeer peer = attacker().send(Arrays.copyOf(wire, cut));
            SocketAddress address = peer.address();
            peer.reset();
            socket.events().disconnected(address);
        }
        assertThat(socket.received).isEmpty();
    }

    @Test
    @DisplayName("C11: an announced frame, then silence -> idle-mid-message deadline closes")
    void whoAnnouncesAndIsSilentIsClosedAtTheDeadline() {
        RawPeer peer = attacker().send("02 00*5 01 86 A0", "41");
        socket.events().disconnected(peer.address(), Violation.STALLED_MESSAGE);
        peer.expectClosed();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("D11: ERROR after READY, B15: READY twice, a PING without its TTL -> close")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "04 08 05 'ERROR' 01 'x'  | UNEXPECTED_COMMAND",
        "04 06 05 'ERROR'         | UNEXPECTED_COMMAND",
        "04 06 05 'READY'         | UNEXPECTED_COMMAND",
        "04 05 04 'PING'          | MALFORMED_COMMAND",
        "04 06 04 'PING' 00       | MALFORMED_COMMAND",
    })
    void commandsOutOfPlaceEndTheConnection(String hex, Violation violation) {
        RawPeer peer = attacker().send(hex);
        socket.events().disconnected(peer.address(), violation);
        peer.expectClosed();
    }

    @ParameterizedTest
    @DisplayName("D10: SUBSCRIBE and CANCEL -> ignored, counted, never a user message")
    @ValueSource(strings = {"SUBSCRIBE", "CANCEL"})
    void aSubscriptionMeansNothing(String name) {
        attacker().send(Hex.join(command(name, Hex.bytes("'t'")), message(Hex.bytes("'behind'"))));
        assertThat(socket.next().frameAsString(0)).isEqualTo("behind");
        assertThat(socket.victim().statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
    }
}
