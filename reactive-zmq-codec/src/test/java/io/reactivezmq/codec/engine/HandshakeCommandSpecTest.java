package io.reactivezmq.codec.engine;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.longFrame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.mechanism.PlainServerMechanism;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.security.ZapReply;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 37, section \"The NULL Security Mechanism\", and hostile handshake commands")
class HandshakeCommandSpecTest {

    private static final byte[] GREETING = greeting(1, "NULL");

    @Test
    @DisplayName("RFC 37, section \"Worked Example\": a DEALER and a ROUTER, every byte of both; "
            + "a ROUTER tells its identity, too, as libzmq's")
    void theWorkedExample() {
        String greeting = "FF 00*8 7F 03 01 'NULL' 00*16 00 00*31";
        String dealer = "04 29 05 'READY' 0B 'Socket-Type' 00 00 00 06 'DEALER' 08 'Identity' 00 00 00 00";
        String router = "04 1C 05 'READY' 0B 'Socket-Type' 00 00 00 06 'ROUTER'";

        HandshakeRun client = HandshakeRun.of(SocketType.DEALER, Hex.bytes(greeting, router));
        HandshakeRun server = HandshakeRun.of(SocketType.ROUTER, Hex.bytes(greeting, dealer));

        assertThatBytes(client.sent()).isExactly(greeting, dealer);
        assertThat(client.succeeds().socketType()).isEqualTo(SocketType.ROUTER);
        assertThatBytes(server.sent()).isExactly(greeting,
                "04 29 05 'READY' 0B 'Socket-Type' 00 00 00 06 'ROUTER' 08 'Identity' 00 00 00 00");
        assertThat(server.succeeds().socketType()).isEqualTo(SocketType.DEALER);
    }

    @Test
    @DisplayName("B1: READY without Socket-Type -> closed, other than libzmq does: without a type no match can be judged")
    void aReadyWithoutSocketTypeIsRefused() {
        afterGreeting(Hex.bytes("04 06 05 'READY'")).failsWith(Violation.MALFORMED_METADATA, "no Socket-Type");
        afterGreeting(ready(property("Identity", "a"))).failsWith(Violation.MALFORMED_METADATA, "no Socket-Type");
    }

    @Test
    @DisplayName("B2: Socket-Type twice -> close")
    void twoSocketTypesAreRefused() {
        afterGreeting(ready(property("Socket-Type", "REP"), property("Socket-Type", "REP")))
                .failsWith(Violation.MALFORMED_METADATA, "Socket-Type twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rep", "REP ", "RE", "", "SERVER", "REP\u0000"})
    @DisplayName("B2: Socket-Type \"pub\" -> close")
    void anUnknownSocketTypeIsRefused(String type) {
        afterGreeting(ready(type)).failsWith(Violation.SOCKET_TYPE_MISMATCH, "unknown type");
    }

    @Test
    @DisplayName("B2: Socket-Type of 200 bytes -> close")
    void aLongSocketTypeIsRefusedWithAShortMessage() {
        HandshakeRun run = afterGreeting(ready("P".repeat(200))).failsWith(Violation.SOCKET_TYPE_MISMATCH, "PPP");
        assertThat(run.failure()).satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(160));
    }

    @ParameterizedTest
    @EnumSource(SocketType.class)
    @DisplayName("B3: the whole matrix of socket types -> rejected by us before any data")
    void theTypesThatMayTalkDoAndAllOthersAreRefused(SocketType own) {
        for (SocketType peer : SocketType.values()) {
            HandshakeRun run = HandshakeRun.of(own, GREETING, ready(peer.wireName()));
            if (own.accepts(peer)) {
                assertThat(run.succeeds().socketType()).isEqualTo(peer);
            } else {
                run.failsWith(Violation.SOCKET_TYPE_MISMATCH, own.wireName() + " socket", peer.wireName() + " socket");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00 00000000",              // B4
        "FF 'Socket-Type'",         // B5
        "04 'X-ab' FFFFFFFF",       // B6
        "04 'X-ab' FFFFFFFF 'x'",
        "04 'X-ab' 00000002 'x'",   // B7
        "04 'X-ab' 00000001",
        "04 'X-ab'", "04 'X-ab' 0000"})
    @DisplayName("B4-B7: name length 00 or beyond the command, value length FFFFFFFF or one past the end -> close")
    void aPropertyListThatDoesNotAddUpIsRefused(String list) {
        afterGreeting(ready(property("Socket-Type", "REP"), Hex.bytes(list))).failsWith(Violation.MALFORMED_METADATA);
    }

    @Test
    void tooManyPropertiesAreRefused() {
        byte[][] properties = new byte[65][];
        Arrays.setAll(properties, i -> property("X-" + i, ""));
        afterGreeting(ready(properties)).failsWith(Violation.HANDSHAKE_TOO_LARGE, "64");
    }

    @Test
    @DisplayName("B9: Identity of 255 -> accepted; of 256 bytes -> close")
    void anIdentityHasAtMost255Bytes() {
        assertThat(afterGreeting(identity(Hex.bytes("61*255"))).succeeds().identity()).hasSize(255);
        afterGreeting(identity(Hex.bytes("61*256"))).failsWith(Violation.INVALID_IDENTITY, "256");
    }

    @Test
    @DisplayName("B10: Identity starting 00 -> close (reserved for generated ids)")
    void anIdentityThatBeginsWithZeroIsRefused() {
        afterGreeting(identity(Hex.bytes("00 61"))).failsWith(Violation.INVALID_IDENTITY, "00");
        assertThatBytes(afterGreeting(identity(Hex.bytes("61 00"))).succeeds().identity()).isExactly("61 00");
    }

    @Test
    void anIdentityMayBeEmptyOrMissing() {
        assertThat(afterGreeting(identity(new byte[0])).succeeds().identity()).isEmpty();
        assertThat(afterGreeting(ready("DEALER")).succeeds().identity()).isEmpty();
    }

    @Test
    @DisplayName("Identity counts only on types that send one: REQ, DEALER, ROUTER")
    void anIdentityOfAnotherTypeIsLeftAlone() {
        byte[] ready = ready(property("Socket-Type", "REP"), property("Identity", Hex.bytes("00 61*300")));
        ZmtpPeer peer = HandshakeRun.of(SocketType.DEALER, GREETING, ready).succeeds();
        assertThat(peer.identity()).isEmpty();
        assertThat(peer.metadata().get("Identity")).hasSize(301);
    }

    @Test
    void resourceAndApplicationPropertiesReachThePeer() {
        ZmtpPeer peer = afterGreeting(ready(
                property("Socket-Type", "REQ"), property("Resource", "/a"), property("X-Key", "v"))).succeeds();
        assertThat(peer.metadata()).containsOnlyKeys("Socket-Type", "Resource", "X-Key");
        assertThatBytes(peer.metadata().get("X-Key")).isExactly("'v'");
    }

    @Test
    @DisplayName("B12: READY as a 2 MiB long command -> refused by a handshake-size cap before buffering")
    void aCommandAboveTheCapIsRefusedByItsHeader() {
        byte[] header = ByteBuffer.allocate(9).put((byte) 6).putLong(2 << 20).array();
        afterGreeting(header).failsWith(Violation.HANDSHAKE_TOO_LARGE, "2097152");
        afterGreeting(Hex.bytes("06 7F FF*7")).failsWith(Violation.HANDSHAKE_TOO_LARGE);
        afterGreeting(Hex.bytes("06 00*4 00 01 00 01")).failsWith(Violation.HANDSHAKE_TOO_LARGE, "65537");
        afterGreeting(Hex.bytes("06 00*4 00 01 00 00")).isUnfinished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"06 FF*8", "06 80 00*7", "06 FB 18 FF FB 1F FF FB 20"})
    @DisplayName("A9: a length that is negative as signed -> close, no allocation")
    void aNegativeLengthIsRefused(String header) {
        HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, Hex.bytes(header)).failsWith(Violation.NEGATIVE_LENGTH);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "00 01 41, UNEXPECTED_FRAME", "01 01 41, UNEXPECTED_FRAME", "02 00*8, UNEXPECTED_FRAME",
        "02 FB 18 FF FB 1F FF FB 20, UNEXPECTED_FRAME", "05 06, MALFORMED_COMMAND", "07 00, MALFORMED_COMMAND",
        "08, RESERVED_FLAGS", "0C, RESERVED_FLAGS", "14, RESERVED_FLAGS", "84, RESERVED_FLAGS", "FF, RESERVED_FLAGS"})
    @DisplayName("B13: message frame before READY -> close; only 04 and 06 begin a frame of the handshake")
    void anyOtherFrameIsRefusedAtItsFlags(String frame, Violation violation) {
        HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, Hex.bytes(frame)).failsWith(violation);
    }

    @Test
    void theLongFormOfAShortCommandIsAccepted() {
        byte[] body = Hex.join(Hex.bytes("05 'READY'"), property("Socket-Type", "REQ"));
        HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, longFrame(4, body)).succeeds();
    }

    @Test
    void aReadyUpToTheCapIsAccepted() {
        byte[] start = Hex.join(Hex.bytes("05 'READY'"), property("Socket-Type", "REQ"));
        int room = HandshakeRun.MAX_COMMAND_SIZE - start.length - property("X-a", "").length;
        byte[] body = Hex.join(start, property("X-a", new byte[room]));
        assertThat(body).hasSize(HandshakeRun.MAX_COMMAND_SIZE);
        assertThat(afterGreeting(frame(4, body)).succeeds().metadata().get("X-a")).hasSize(room);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING", "PONG", "SUBSCRIBE", "CANCEL", "HELLO", "NOPE"})
    @DisplayName("During the handshake an unexpected command is fatal")
    void everyOtherCommandIsRefusedByName(String name) {
        afterGreeting(command(name, Hex.bytes("00 00"))).failsWith(Violation.UNEXPECTED_COMMAND, '"' + name + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"04 00", "04 01 00", "04 02 05 'R'", "06 00*8", "04 01 FF"})
    void aCommandWithoutAWholeNameIsMalformed(String frame) {
        HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, Hex.bytes(frame)).failsWith(Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("B15: READY twice -> the second is the traffic's to refuse, it is not read here")
    void aSecondReadyStaysInTheInput() {
        byte[] second = ready("REQ");
        HandshakeRun run = afterGreeting(ready("REQ"), second);
        run.succeeds();
        assertThatBytes(run.leftover()).isExactly(second);
    }

    @Test
    @DisplayName("B12: a PLAIN server refuses what is longer than any HELLO by its header, until the client was accepted")
    void aStrangerMayAnnounceNoMoreThanHello() {
        HandshakeSettings settings = HandshakeRun.settings(SocketType.PULL);
        byte[] hello = Hex.bytes("06 0000000000000206 05 'HELLO' FF 'u'*255 FF 'p'*255");
        byte[] longer = Hex.bytes("06 0000000000000207");
        HandshakeRun.of(settings, plainServer(settings), List.of(greeting(1, "PLAIN"), longer))
                .failsWith(Violation.HANDSHAKE_TOO_LARGE, "519", "518");
        HandshakeRun.of(settings, plainServer(settings), List.of(greeting(1, "PLAIN"), hello)).isUnfinished();
        HandshakeRun.of(settings, plainServer(settings), List.of(greeting(1, "PLAIN"), hello, longer))
                .failsWith(Violation.HANDSHAKE_TOO_LARGE, "519", "518");

        PlainServerMechanism accepting = plainServer(settings);
        accepting.receive(Hex.bytes("05 'HELLO' 00 00"), Unpooled.buffer());
        accepting.judged(ZapReply.accept(""), Unpooled.buffer());
        HandshakeRun.of(settings, accepting, List.of(greeting(1, "PLAIN"), longer)).isUnfinished();
    }

    private static PlainServerMechanism plainServer(HandshakeSettings settings) {
        return new PlainServerMechanism(settings.metadata(), settings.maxProperties());
    }

    @Test
    @DisplayName("B16: ERROR whose reason length lies -> close, parsed safely")
    void anErrorThatLiesIsMalformed() {
        afterGreeting(command("ERROR", Hex.bytes("FF 'x'"))).failsWith(Violation.MALFORMED_COMMAND);
        afterGreeting(command("ERROR")).failsWith(Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("B17: well-formed ERROR -> terminal typed failure")
    void anErrorIsReportedWithItsReason() {
        HandshakeRun run = HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, command("ERROR", Hex.bytes("05 '400' 0D 0A")));
        run.failsWith(Violation.PEER_ERROR, "400\\x0D\\x0A");
        assertThat(run.failure()).satisfies(failure -> assertThat(failure.isRetryable()).isFalse());
    }

    @Test
    @DisplayName("B19: READY and 1 000 messages in one segment -> all of them left for the traffic, in order")
    void whatFollowsReadyStaysInTheInput() {
        byte[][] messages = new byte[1000][];
        Arrays.setAll(messages, i -> message(Hex.bytes(String.format("%04X", i))));
        HandshakeRun run = afterGreeting(ready("REQ"), Hex.join(messages));
        run.succeeds();
        assertThatBytes(run.leftover()).isExactly(Hex.join(messages));
    }

    @Test
    @DisplayName("B20: READY split at every byte offset -> same result as unsplit")
    void howTheInputIsCutMakesNoDifference() {
        byte[] ready = ready(property("Socket-Type", "DEALER"), property("Identity", "me"), property("X-a", "1"));
        HandshakeRun run = HandshakeRun.ofEverySplit(SocketType.ROUTER, GREETING, ready, message(Hex.bytes("01 02")));
        assertThat(run.succeeds()).hasToString("DEALER peer, ZMTP 3.1, identity \"me\"");
        assertThatBytes(run.leftover()).isExactly("00 02 01 02");
    }

    private static HandshakeRun afterGreeting(byte[]... frames) {
        return HandshakeRun.of(SocketType.ROUTER, GREETING, Hex.join(frames));
    }

    private static byte[] identity(byte[] identity) {
        return ready(property("Socket-Type", "DEALER"), property("Identity", identity));
    }
}
