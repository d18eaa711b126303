package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.HandshakeFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

@DisplayName("A. Before and during the greeting, on the listening side")
class GreetingFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private PullUnderAttack socket;

    @BeforeEach
    void open() {
        socket = new PullUnderAttack(changes -> changes.handshakeTimeout(SHORT));
    }

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    @Test
    @DisplayName("A1: connect, send nothing, x500 -> each dropped at the total handshake deadline")
    void silentPeersAreDroppedAtTheDeadline() {
        List<RawPeer> silent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            silent.add(socket.attacker());
        }
        socket.assertBystanderIsServed();
        silent.forEach(RawPeer::expectClosed);
        assertThat(socket.events().await(HandshakeFailed.class, any -> true, 500))
                .allSatisfy(failed -> assertThat(failed.cause()).isInstanceOf(ZmqTimeoutException.class))
                .extracting(HandshakeFailed::peer).containsAll(silent.stream().map(RawPeer::address).toList());
        assertThat(socket.pull.statistics().handshakesFailed()).isEqualTo(500);
    }

    @Test
    @DisplayName("A2: one greeting byte every now and then -> dropped at the same total deadline, not per read")
    void aPeerThatSendsByteByByteIsDroppedAtTheSameDeadline() {
        RawPeer slow = socket.attacker();
        byte[] greeting = greeting(1, "NULL");
        Disposable loris = Flux.interval(SHORT.dividedBy(5)).take(greeting.length - 1).subscribe(
                i -> slow.sendAsLongAsItIsTaken(Arrays.copyOfRange(greeting, i.intValue(), i.intValue() + 1)));
        try {
            assertThat(socket.events().handshakeFailed(slow.address())).isInstanceOf(ZmqTimeoutException.class)
                    .hasMessageContaining("during the greeting");
            assertThat(loris.isDisposed()).as("bytes kept coming").isFalse();
        } finally {
            loris.dispose();
        }
    }

    @Test
    @DisplayName("A2: the same deadline goes on behind the greeting")
    void aPeerThatDoesNotSayReadyIsDroppedAtTheSameDeadline() {
        RawPeer peer = socket.attacker().greet();
        assertThat(socket.events().handshakeFailed(peer.address())).isInstanceOf(ZmqTimeoutException.class)
                .hasMessageContaining("during the security handshake");
        peer.expectClosed();
    }

    @Test
    @DisplayName("limits.maxPendingHandshakes: who has not finished does not keep others out for ever")
    void handshakesUnderWayAreBounded() {
        try (PullUnderAttack small = new PullUnderAttack(changes -> changes.limits(limits -> limits.maxPendingHandshakes(2))
                .handshakeTimeout(SHORT))) {
            List<RawPeer> silent = List.of(small.attacker(), small.attacker());
            small.events().await(Accepted.class, any -> true, 3);
            RawPeer third = small.attacker();
            third.expectClosed();
            assertThat(small.events().await(AcceptFailed.class).cause().code()).isEqualTo(ErrorCode.ECONNABORTED);
            small.assertBystanderIsServed();

            silent.forEach(peer -> small.events().handshakeFailed(peer.address()));
            small.attackerOfType("PUSH");
        }
    }

    @Test
    @DisplayName("A3: FIN after n bytes for n = 0..63 -> quiet close, one event")
    void aPeerThatLeavesInTheGreetingIsOneEvent() {
        byte[] greeting = greeting(1, "NULL");
        for (int n = 0; n < greeting.length; n++) {
            RawPeer peer = socket.attacker().send(Arrays.copyOf(greeting, n)).halfClose();
            peer.expectClosed();
            assertThat(socket.events().handshakeFailed(peer.address())).as("FIN after %d bytes", n)
                    .isInstanceOf(ZmqConnectionException.class).hasMessageContaining("after " + n + " bytes");
        }
    }

    @ParameterizedTest(name = "RST after {0} bytes")
    @DisplayName("A4: RST right after the greeting")
    @ValueSource(ints = {1, 12, 64})
    void aPeerThatResetsTheConnectionIsOneEvent(int bytes) {
        RawPeer peer = socket.attacker().send(Arrays.copyOf(greeting(1, "NULL"), bytes));
        peer.read(10);
        var address = peer.address();
        peer.reset();
        assertThat(socket.events().handshakeFailed(address)).isInstanceOf(ZmqConnectionException.class);
    }

    @Test
    @DisplayName("A5: FIN, then RST after half-close (CVE-2026-42577) -> channel closed")
    void aResetBehindTheFinIsNothingNew() {
        RawPeer peer = socket.attacker().greet().halfClose();
        var address = peer.address();
        peer.reset();
        assertThat(socket.events().handshakeFailed(address)).isInstanceOf(ZmqConnectionException.class);

        RawPeer established = socket.attackerOfType("PUSH").halfClose();
        address = established.address();
        established.reset();
        socket.events().disconnected(address);
        assertThat(socket.pull.statistics().peers()).isOne();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @DisplayName("A6, A7, A8: HTTP, TLS, SSH, PROXY, anything -> closed at byte 0; the event guesses who called")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'GET / HTTP/1.1' 0D0A                          | HTTP?",
        "'POST /x HTTP/1.1' 0D0A                        | HTTP",
        "'PRI * HTTP/2.0' 0D0A                          | HTTP",
        "16 03 01 02 00 01                              | TLS?",
        "'SSH-2.0-x' 0D0A                               | SSH?",
        "0D0A                                           | PROXY",
        "'PROXY TCP4 127.0.0.1 127.0.0.1 1 2' 0D0A      | PROXY",
        "0D0A0D0A000D0A 'QUIT' 0A 21 11 00 0C           | PROXY",
        "00                                             | 00",
        "5A 3C 91 07 E2 88 10 4D*57                     | 5A",
        "7F                                             | 7F",
    })
    void whoeverDoesNotSpeakZmtpIsClosedAtTheFirstByte(String hex, String guess) {
        RawPeer stranger = socket.attacker().sendAsLongAsItIsTaken(Hex.bytes(hex));
        ZmqException cause = socket.events().handshakeFailed(stranger.address());
        EventLog.assertViolation(cause, Violation.NOT_ZMTP);
        assertThat(cause).hasMessageContaining(guess);
        stranger.expectClosed();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A10: signature end wrong: bit 0 clear -> an unversioned (1.0) peer; A12: 1.0 -> closed, ZMTP 1.0 refused")
    @ValueSource(strings = {"FF 00*8 7E", "FF 00*7 01 00", "01 00", "01 00 00 05 'Hello'"})
    void unversionedPeersAreRefused(String hex) {
        RawPeer peer = socket.attacker().send(hex);
        ZmqException cause = socket.events().handshakeFailed(peer.address());
        EventLog.assertViolation(cause, Violation.UNSUPPORTED_VERSION);
        assertThat(cause).hasMessageContaining("ZMTP 1.0 refused");
        peer.expectClosed();
    }

    @Test
    @DisplayName("A10: signature end wrong with bit 0 set -> no version of ZMTP at all")
    void aSignatureThatNoVersionHasIsMalformed() {
        RawPeer peer = socket.attacker().send("FF 00*8 7D");
        socket.events().handshakeFailed(peer.address(), Violation.MALFORMED_GREETING);
        peer.expectClosed();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A12: revision 00, ZMTP 1.0 with a greeting, is closed like 1.0 without; 02 was never published")
    @ValueSource(strings = {"FF 00*8 7F 00 08", "FF 00*8 7F 00 08 01 00", "FF 00*8 7F 02"})
    void olderVersionsAreRefused(String hex) {
        RawPeer peer = socket.attacker().send(hex);
        socket.events().handshakeFailed(peer.address(), Violation.UNSUPPORTED_VERSION);
        peer.expectClosed();
    }

    @ParameterizedTest(name = "major {0}")
    @DisplayName("A14: major 04 or FF -> answer as 3.1 and go on (peer may be newer)")
    @ValueSource(ints = {4, 0x7F, 0xFF})
    void newerPeersAreAnsweredAs31(int major) {
        for (int minor : new int[] {0, 1, 9}) {
            RawPeer peer = socket.attacker().send(greeting(major, minor, "NULL", 0));
            peer.expect(greeting(1, "NULL"));
            peer.send(ready("PUSH")).send(message(Hex.bytes("'newer'")));
            assertThat(socket.events().established(peer.address()).version()).isEqualTo("3.1");
            assertThat(socket.next().frameAsString(0)).isEqualTo("newer");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A16: mechanism differs from ours -> close, no frame accepted")
    @ValueSource(strings = {"PLAIN", "CURVE", "GSSAPI", "null", "NUL", "NULLX", "", "ABCDEFGHIJKLMNOPQRST"})
    void anotherMechanismIsRefused(String mechanism) {
        RawPeer peer = socket.attacker()
                .sendAsLongAsItIsTaken(Hex.join(greeting(1, mechanism), ready("PUSH"), message(Hex.bytes("'no'"))));
        ZmqException cause = socket.events().handshakeFailed(peer.address());
        EventLog.assertViolation(cause, Violation.MECHANISM_MISMATCH);
        assertThat(cause).hasMessageContaining('"' + mechanism + '"');
        peer.expectClosed();
        assertThat(socket.received).isEmpty();
    }

    @ParameterizedTest(name = "in pieces of {0}")
    @DisplayName("A16: close on both sides: a peer of another mechanism gets all of our greeting first, at once or byte by byte")
    @ValueSource(ints = {64, 31, 1})
    void aPeerOfAnotherMechanismLearnsOurs(int size) {
        byte[] greeting = Hex.bytes("FF 00*8 7F 03 01 'PLAIN' 00*47");
        RawPeer peer = socket.attacker();
        for (int from = 0; from < 32; from += size) {
            peer.send(Arrays.copyOfRange(greeting, from, Math.min(from + size, greeting.length)));
        }
        peer.expect(greeting(1, "NULL"));
        peer.expectClosed();
        EventLog.assertViolation(socket.events().handshakeFailed(peer.address()), Violation.MECHANISM_MISMATCH);
    }

    @ParameterizedTest(name = "as-server {0}")
    @DisplayName("A17: as-server 00, 01, 02, FF -> ignored")
    @ValueSource(ints = {0, 1, 2, 0xFF})
    void asServerMeansNothingWithoutSecurity(int asServer) {
        RawPeer peer = socket.attacker().send(Hex.join(greeting(3, 1, "NULL", asServer), ready("PUSH"), message(Hex.bytes("'hi'"))));
        socket.events().established(peer.address());
        assertThat(socket.next().frameAsString(0)).isEqualTo("hi");
    }

    @Test
    @DisplayName("A19: greeting twice -> second FF is a frame header with reserved bits: close")
    void aSecondGreetingIsRefused() {
        RawPeer peer = socket.attacker().sendAsLongAsItIsTaken(Hex.join(greeting(1, "NULL"), greeting(1, "NULL")));
        socket.events().handshakeFailed(peer.address(), Violation.RESERVED_FLAGS);
        peer.expectClosed();

        RawPeer late = socket.attackerOfType("PUSH").sendAsLongAsItIsTaken(greeting(1, "NULL"));
        socket.events().disconnected(late.address(), Violation.RESERVED_FLAGS);
        late.expectClosed();
    }
}
