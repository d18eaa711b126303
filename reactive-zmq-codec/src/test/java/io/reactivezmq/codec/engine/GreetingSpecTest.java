package io.reactivezmq.codec.engine;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 37, section \"Greeting\", and hostile peers before and during it")
class GreetingSpecTest {

    private static final String SIGNATURE = "FF 00*8 7F";
    private static final String OUR_GREETING = SIGNATURE + " 03 01 'NULL' 00*16 00 00*31";
    private static final String OUR_READY = "04 1A 05 'READY' 0B 'Socket-Type' 00000004 'PULL'";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\"\", FF 00*8 7F",
        "FF 00*8, FF 00*8 7F",
        "FF 00*8 7F, FF 00*8 7F 03",
        "FF 00*8 7F 03, FF 00*8 7F 03 01 'NULL' 00*16 00 00*31",
        "FF 00*8 7F 03 01 'NULL' 00*16 00 00*30, FF 00*8 7F 03 01 'NULL' 00*16 00 00*31"})
    @DisplayName("10 signature bytes at once, 03 after the peer's signature, the rest after its version")
    void theGreetingIsSentStepByStep(String received, String sent) {
        assertThatBytes(pull(received).isUnfinished().sent()).isExactly(sent);
    }

    @Test
    @DisplayName("READY follows the 64th byte")
    void readyIsSentBehindTheWholeGreeting() {
        assertThatBytes(HandshakeRun.of(SocketType.PULL, greeting(1, "NULL")).isUnfinished().sent())
                .isExactly(OUR_GREETING, OUR_READY);
    }

    @Test
    @DisplayName("\"padding = 8OCTET ; Not significant\", as libzmq fills it for ZMTP 1.0 peers")
    void theSignaturesPaddingAndTheFillerAreNotSignificant() {
        byte[] greeting = greeting(1, "NULL");
        Arrays.fill(greeting, 1, 9, (byte) 0xAA);
        Arrays.fill(greeting, 33, 64, (byte) 0xAA);
        HandshakeRun.of(SocketType.PULL, greeting, ready("PUSH")).succeeds();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\"'GET / HTTP/1.1' 0D 0A\", HTTP?",
        "\"'POST / HTTP/1.1' 0D 0A\", HTTP",
        "\"'PRI * HTTP/2.0' 0D 0A\", HTTP",
        "16 03 01 02 00 01, TLS?",
        "\"'SSH-2.0-x' 0D 0A\", SSH?",
        "0D 0A, not ZMTP",
        "\"'PROXY TCP4 10.0.0.1 10.0.0.2 1 2' 0D 0A\", PROXY protocol?",
        "\"0D 0A 0D 0A 00 0D 0A 'QUIT' 0A 21 11\", PROXY protocol?",
        "00, not ZMTP", "7F, not ZMTP", "FE, not ZMTP"})
    @DisplayName("A6-A8: HTTP, TLS, SSH, blank line, PROXY protocol -> closed at byte 0, event says what it may be")
    void whoeverDoesNotSpeakZmtpIsRefusedAtTheFirstByte(String received, String hint) {
        HandshakeRun.ofEverySplit(SocketType.PULL, Hex.bytes(received)).failsWith(Violation.NOT_ZMTP, hint);
        HandshakeRun.of(SocketType.PULL, Arrays.copyOf(Hex.bytes(received), 1)).failsWith(Violation.NOT_ZMTP, hint);
    }

    @Test
    @DisplayName("A8: 64 random bytes -> closed")
    void randomBytesAreRefused() {
        Random random = new Random(42);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[64];
            random.nextBytes(bytes);
            HandshakeRun run = HandshakeRun.of(SocketType.PULL, bytes);
            assertThat(run.failure()).isNotNull();
            bytes[0] = (byte) 0xFF;
            assertThat(HandshakeRun.of(SocketType.PULL, bytes).failure()).isNotNull();
        }
    }

    @Test
    @DisplayName("A10: signature end FF 00*8 7E (bit 0 clear) -> a ZMTP 1.0 peer: close")
    void aSignatureThatEndsWithBitZeroClearIsZmtp10() {
        HandshakeRun.ofEverySplit(SocketType.PULL, Hex.bytes("FF 00*8 7E 00")).failsWith(
                Violation.UNSUPPORTED_VERSION, "ZMTP 1.0 refused");
        pull("FF 00*7 01 00").failsWith(Violation.UNSUPPORTED_VERSION, "ZMTP 1.0 refused");
    }

    @Test
    void aSignatureThatEndsWithAnotherOddByteIsMalformed() {
        pull("FF 00*8 7D").failsWith(Violation.MALFORMED_GREETING);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "FF 00*8 7F 00 08, ZMTP 1.0 refused", "01 00, ZMTP 1.0 refused", "FF 00*8 7F 02, major version 02 refused"})
    @DisplayName("A12: ZMTP 1.0 peers -> closed unless enabled, the event says so")
    void olderVersionsAreRefused(String received, String detail) {
        HandshakeRun.ofEverySplit(SocketType.PULL, Hex.bytes(received))
                .failsWith(Violation.UNSUPPORTED_VERSION, detail);
    }

    @ParameterizedTest
    @CsvSource({"3,0,3.0", "3,1,3.1", "3,2,3.1", "3,255,3.1", "4,0,3.1", "4,1,3.1", "255,255,3.1"})
    @DisplayName("A13, A14: G(00,NULL) is 3.0; major 04 or FF -> answer as 3.1 and go on")
    void newerVersionsAreServedAsZmtp31(int major, int minor, String version) {
        ZmtpPeer peer = HandshakeRun.of(SocketType.PULL, greeting(major, minor, "NULL", 0), ready("PUSH")).succeeds();
        assertThat(peer.version().number()).isEqualTo(version);
        assertThat(peer.understandsSubscriptionCommands()).isEqualTo(version.equals("3.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "CURVE", "NUL", "NULLX", "null", "", "AAAAAAAAAAAAAAAAAAAA"})
    @DisplayName("A16: mechanism differs from ours -> close, all 20 bytes count")
    void anotherMechanismIsRefusedByName(String mechanism) {
        HandshakeRun.ofEverySplit(SocketType.PULL, greeting(1, mechanism), ready("PUSH"))
                .failsWith(Violation.MECHANISM_MISMATCH, "\"" + mechanism + "\"", "\"NULL\"");
    }

    @Test
    @DisplayName("A16: close on both sides: however the peer's greeting is cut, it is sent all of ours, and nothing behind it")
    void aPeerOfAnotherMechanismLearnsOurs() {
        Fragmenter.forEachSplit(greeting(1, "PLAIN"), fragments ->
                assertThatBytes(HandshakeRun.of(HandshakeRun.settings(SocketType.PULL), fragments).sent())
                        .isExactly("FF 00*8 7F 03 01 'NULL' 00*48"));
    }

    @Test
    @DisplayName("A16: a mechanism's padding is part of it")
    void theLastMechanismByteCounts() {
        byte[] greeting = greeting(1, "NULL");
        greeting[31] = 1;
        HandshakeRun.of(SocketType.PULL, greeting).failsWith(Violation.MECHANISM_MISMATCH, "\\x01");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x02, 0xFF})
    @DisplayName("A17: as-server 00, 01, 02, FF -> ignored")
    void thePeersRoleIsIgnored(int asServer) {
        HandshakeRun.of(SocketType.PULL, greeting(3, 1, "NULL", asServer), ready("PUSH")).succeeds();
    }

    @Test
    @DisplayName("A19: greeting twice -> second FF is a frame header with reserved bits: close")
    void aSecondGreetingIsAFrameWithReservedFlags() {
        HandshakeRun.ofEverySplit(SocketType.PULL, greeting(1, "NULL"), greeting(1, "NULL"))
                .failsWith(Violation.RESERVED_FLAGS, "FF");
    }

    private static HandshakeRun pull(String received) {
        return HandshakeRun.of(SocketType.PULL, Hex.bytes(received));
    }
}
