package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives: demand, commands, violations, deadlines, the end. */
class ZmtpTrafficHandlerTest {

    private final TrafficFixture peer = new TrafficFixture(1);

    @AfterEach
    void close() {
        peer.close();
    }

    // ---- demand

    @Test
    @DisplayName("C13: a socket without room stops the reading, and what had been read already waits undecoded")
    void readingStopsWithTheMessageForWhichThereWasNoMoreRoom() {
        peer.room = 2;
        ByteBuf first = peer.receive("00 01 'a' 00 01 'b' 00 01 'c'");
        ByteBuf underWay = peer.receive("00 01 'd'");

        assertThat(peer.messages).containsExactly("a", "b");
        assertThat(peer.channel.config().isAutoRead()).isFalse();
        assertThat(first.refCnt()).isOne();
        assertThat(underWay.refCnt()).isOne();
    }

    @Test
    void readingGoesOnInOrderWhenThereIsRoomAgain() {
        peer.room = 2;
        ByteBuf first = peer.receive("00 01 'a' 00 01 'b' 00 01 'c'");
        ByteBuf second = peer.receive("00 01 'd' 00 01 'e'");

        peer.room = 4;
        peer.connection().resumeReading();
        assertThat(peer.messages).containsExactly("a", "b", "c", "d");
        assertThat(peer.channel.config().isAutoRead()).isFalse();
        assertThat(first.refCnt()).isZero();

        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();
        assertThat(peer.messages).containsExactly("a", "b", "c", "d", "e");
        assertThat(peer.channel.config().isAutoRead()).isTrue();
        assertThat(second.refCnt()).isZero();
        assertThat(peer.readsCompleted).isEqualTo(3);
    }

    @Test
    void aReadThatEndsWithTheLastMessageForWhichThereWasRoomStopsTheReadingToo() {
        peer.room = 1;
        peer.receive("00 01 'a'");
        assertThat(peer.channel.config().isAutoRead()).isFalse();

        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();
        assertThat(peer.channel.config().isAutoRead()).isTrue();
        peer.receive("00 01 'b'");
        assertThat(peer.messages).containsExactly("a", "b");
    }

    @Test
    void resumingAConnectionThatReadsChangesNothing() {
        peer.connection().resumeReading();
        peer.receive("00 01 'a'");
        assertThat(peer.messages).containsExactly("a");
        assertThat(peer.channel.config().isAutoRead()).isTrue();
    }

    // ---- commands

    @ParameterizedTest(name = "{0} bytes")
    @DisplayName("D2: PING context 16 -> echoed exactly; 17+ -> truncated to 16")
    @CsvSource({"0, 0", "1, 1", "15, 15", "16, 16", "17, 16", "200, 16"})
    void aPingIsAnsweredWithItsContext(int sent, int echoed) {
        byte[] context = Hex.bytes("0102030405060708090A0B0C0D0E0F10", "EE*200");
        peer.receive(command("PING", new byte[2], Arrays.copyOf(context, sent)));
        assertThatBytes(peer.sent()).isExactly(command("PONG", Arrays.copyOf(context, echoed)));
    }

    @Test
    @DisplayName("D3: 100 k PINGs -> PONG coalesced")
    void thePingsOfOneReadAreAnsweredTogether() {
        peer.receive("0407 04 'PING' 0000", "04 09 04 'PING' 00 00 'ab'", "04 08 04 'PING' 00 00 'c'");
        assertThatBytes(peer.sent()).isExactly(command("PONG", Hex.bytes("'c'")));
    }

    @Test
    @DisplayName("D3: 100 k PINGs without reading PONGs -> output bounded")
    void pingsOfAPeerThatDoesNotReadCostNoMemory() {
        peer.gate.shut();
        byte[] ping = command("PING", new byte[2], Hex.bytes("AA*16"));
        for (int i = 0; i < 100_000; i++) {
            peer.receive(ping);
        }
        assertThat(peer.channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                .isLessThan(TrafficFixture.HIGH_WATER_MARK + 1024L);

        peer.receive(command("PING", new byte[2], Hex.bytes("'last'")));
        peer.gate.open();
        assertThat(Hex.of(peer.sent())).endsWith(Hex.of(command("PONG", Hex.bytes("'last'"))));
    }

    @Test
    @DisplayName("D6: PONG unasked -> ignored; D9: unknown command -> ignored and counted")
    void commandsWithoutMeaningAreIgnored() {
        peer.receive("04 05 04 'PONG'", "04 05 04 'NOPE'", "04 01 00", "04 02 FF 41", "00 01 'a'");
        assertThat(peer.messages).containsExactly("a");
        assertThat(peer.unknownCommands).isEqualTo(3);
        assertThatBytes(peer.sent()).isEmpty();
    }

    @Test
    void subscriptionsReachTheSocketByteForByte() {
        peer.receive(command("SUBSCRIBE", Hex.bytes("FF 00")), command("SUBSCRIBE"), command("CANCEL", Hex.bytes("FF 00")));
        assertThat(peer.subscriptions).containsExactly("+FF 00", "+", "-FF 00");
    }

    @ParameterizedTest
    @DisplayName("E1: a topic is bounded")
    @ValueSource(strings = {"SUBSCRIBE", "CANCEL"})
    void aTopicOfOneByteMoreIsTooLong(String name) {
        peer.receive(command(name, new byte[TrafficFixture.MAX_TOPIC]));
        assertThat(peer.subscriptions).hasSize(1);
        peer.receive(command(name, new byte[TrafficFixture.MAX_TOPIC + 1]));
        peer.assertClosedFor(Violation.TOPIC_TOO_LONG);
    }

    // ---- violations

    @ParameterizedTest(name = "{0}")
    @DisplayName("whatever breaks the protocol ends the connection: one event, nothing behind it is looked at")
    @CsvSource({
        "08, RESERVED_FLAGS",
        "02 FF*8, NEGATIVE_LENGTH",
        "02 00*4 3F FF FF FF, MESSAGE_TOO_LARGE",
        "0100*9, TOO_MANY_FRAMES",
        "05, MALFORMED_COMMAND",
        "04 05 04 'PING', MALFORMED_COMMAND",
        "04 06 05 'READY', UNEXPECTED_COMMAND",
        "04 08 05 'ERROR' 01 'x', UNEXPECTED_COMMAND",
    })
    void aViolationEndsTheConnection(String hex, Violation violation) {
        ByteBuf in = peer.receive(Hex.bytes("00 01 'a'", hex, "00 01 'b'"));

        peer.assertClosedFor(violation);
        assertThat(peer.messages).containsExactly("a");
        assertThat(peer.readsCompleted).as("the read that brought it is over for the socket").isPositive();
        assertThat(in.refCnt()).isZero();
    }

    @Test
    @DisplayName("a defect on this side ends that peer's connection, and its read: a socket that waits for the end of it goes on")
    void aReceiverThatThrowsEndsTheRead() {
        peer.defect = new IllegalStateException("a defect");
        peer.receive("00 01 'a' 00 01 'b'");
        assertThat(peer.channel.isOpen()).isFalse();
        assertThat(peer.ends).singleElement().isInstanceOf(ZmqConnectionException.class);
        assertThat(peer.readsCompleted).isPositive();
    }

    @Test
    void aReceiverThatThrowsAfterAPauseEndsTheConnectionToo() {
        peer.room = 1;
        peer.receive("00 01 'a' 00 01 'b'");
        peer.defect = new IllegalStateException("a defect");
        peer.connection().resumeReading();
        peer.channel.runPendingTasks();
        assertThat(peer.channel.isOpen()).isFalse();
        assertThat(peer.ends).singleElement().isInstanceOf(ZmqConnectionException.class);
    }

    @Test
    void aBrokenTransportIsNamedAsTheCause() {
        peer.channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        peer.channel.runPendingTasks();
        assertThat(peer.ends).singleElement().isInstanceOfSatisfying(ZmqConnectionException.class,
                cause -> assertThat(cause).hasMessageContaining("Connection reset by peer"));
    }

    // ---- deadlines

    @ParameterizedTest(name = "{0}")
    @DisplayName("C11: idle-mid-message deadline closes")
    @ValueSource(strings = {"00", "00 02 'a'", "01 01 'a'", "02 00 00 00 00 00 0F FF FF", "04 05 04 'P'"})
    void aPeerThatStopsInTheMiddleOfAMessageIsClosed(String hex) {
        peer.receive(hex);
        peer.advance(TrafficFixture.IDLE.multipliedBy(2));
        peer.assertClosedFor(Violation.STALLED_MESSAGE);
    }

    @Test
    void aPeerThatIsSilentBetweenMessagesIsNot() {
        peer.receive("00 01 'a'");
        peer.advance(Duration.ofDays(1));
        peer.receive("01 01 'b'", "00 01 'c'");
        peer.advance(Duration.ofDays(1));
        assertThat(peer.channel.isOpen()).isTrue();
    }

    @Test
    void aPeerThatIsSlowButGoesOnIsNot() {
        peer.receive("00 FF");
        for (int i = 0; i < 255; i++) {
            peer.advance(TrafficFixture.IDLE.minusSeconds(1));
            peer.receive("'x'");
        }
        assertThat(peer.messages).hasSize(1);
        assertThat(peer.channel.isOpen()).isTrue();
    }

    @Test
    @DisplayName("while this side has paused reading the peer is not to blame")
    void aPauseOfThisSideIsNoStall() {
        peer.room = 1;
        peer.receive("01 01 'a'");
        peer.receive("00 01 'b' 00 02 'c'");
        peer.advance(Duration.ofDays(1));
        assertThat(peer.channel.isOpen()).isTrue();

        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();
        peer.advance(TrafficFixture.IDLE.multipliedBy(3));
        peer.assertClosedFor(Violation.STALLED_MESSAGE);
    }

    // ---- the end

    @ParameterizedTest(name = "{0}")
    @DisplayName("C14: FIN inside a frame, between frames of a multipart -> partial discarded and released, never delivered")
    @ValueSource(strings = {"00", "00 05 'ab'", "01 01 'a'", "01 01 'a' 00", "01 01 'a' 00 02 'b'", "02 00*7"})
    void aMessageThatIsCutOffByTheEndIsNotDelivered(String hex) {
        peer.receive(hex);
        peer.endOfInput();
        peer.assertClosedInOrder();
        assertThat(peer.messages).isEmpty();
    }

    @Test
    @DisplayName("C14: half a message, then the end -> no timer keeps the connection and its half message alive")
    void whatWasWaitedForIsNotWaitedForAfterTheEnd() {
        peer.receive("02 00*5 01 00 00 'ab'");
        assertThat(peer.channel.runScheduledPendingTasks()).isPositive();
        peer.endOfInput();
        assertThat(peer.channel.runScheduledPendingTasks()).as("no task is left").isNegative();
    }

    @Test
    @DisplayName("no silent loss: what a peer sent before it closed in good order is delivered although there was no room yet")
    void messagesThatWaitUndecodedOutliveTheConnection() {
        peer.room = 1;
        peer.receive("00 01 'a' 00 01 'b'");
        ByteBuf underWay = peer.receive("00 01 'c' 00 05 'd'");
        peer.endOfInput();
        assertThat(peer.ends).as("it has not ended for the socket while messages wait").isEmpty();

        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();
        assertThat(peer.messages).containsExactly("a", "b", "c");
        peer.assertClosedInOrder();
        assertThat(underWay.refCnt()).isZero();
    }

    @Test
    @DisplayName("C14: a violation in what outlived the connection: the buffer is released once, and the end is the last call")
    void aViolationBehindTheEndReleasesTheBufferOnce() {
        peer.room = 1;
        ByteBuf in = peer.receive(Hex.join(Hex.bytes("00 01 'a' 00 01 'b' FF")));
        in.retain();
        peer.endOfInput();
        peer.room = Integer.MAX_VALUE;
        peer.connection().resumeReading();

        assertThat(in.refCnt()).as("the test's own share").isEqualTo(1);
        in.release();
        assertThat(peer.messages).containsExactly("a", "b");
        assertThat(peer.ends).singleElement().isInstanceOf(ZmqProtocolException.class);
        assertThat(peer.readsCompletedAfterTheEnd).isZero();
    }

    static Stream<Arguments> waysToClose() {
        return Stream.of(
                arguments(named("the connection", (Consumer<TrafficFixture>) peer -> peer.connection().close(null))),
                arguments(named("the channel", (Consumer<TrafficFixture>) peer -> peer.channel.close())));
    }

    @ParameterizedTest(name = "closing {0}")
    @DisplayName("no hang: what waits undecoded is released when this side closes, however it does")
    @MethodSource("waysToClose")
    void whatWaitsUndecodedIsReleasedWhenThisSideCloses(Consumer<TrafficFixture> close) {
        peer.room = 1;
        ByteBuf waiting = peer.receive("00 01 'a' 00 01 'b'");
        close.accept(peer);
        peer.channel.runPendingTasks();
        peer.assertClosedInOrder();
        assertThat(waiting.refCnt()).isZero();

        peer.connection().resumeReading();
        assertThat(peer.messages).containsExactly("a");
    }
}
