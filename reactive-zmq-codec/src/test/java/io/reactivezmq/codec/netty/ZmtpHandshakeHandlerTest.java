package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZmtpHandshakeHandlerTest {

    private static final byte[] GREETING = greeting(1, "NULL");
    private static final byte[] OTHER_MECHANISM = Hex.bytes("FF 00*8 7F 03 01 'PLAIN' 00*47");
    private static final byte[] SIGNATURE = Hex.bytes("FF 00*8 7F");

    private static final long NO_TIMER = -1;

    private final List<HandshakeFixture> fixtures = new ArrayList<>();

    @Test
    void theSignatureIsSentWhenTheChannelBecomesActive() {
        HandshakeFixture fixture = inactive();
        assertThatBytes(fixture.sent()).isEmpty();
        fixture.activate();
        assertThatBytes(fixture.sent()).isExactly(SIGNATURE);
        assertThat(fixture.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void theSignatureIsSentOnceWhenTheHandlerJoinsAnActiveChannel() {
        HandshakeFixture fixture = active();
        fixture.sent();
        HandshakeSettings settings = new HandshakeSettings(SocketType.PULL, new byte[0], 1024, 8);
        fixture.channel.pipeline().replace(fixture.handler, "second", new ZmtpHandshakeHandler(
                settings, HandshakeFixture.DEADLINE, HandshakeFixture.NOBODY, Runnable::run,
                new HandshakeOutcome(fixture, fixture::install)));
        assertThatBytes(fixture.sent()).isExactly(SIGNATURE);
        fixture.channel.pipeline().fireChannelActive();
        assertThatBytes(fixture.sent()).isEmpty();
    }

    @Test
    void aHandshakeEndsWithTheTrafficHandlerInItsPlace() {
        HandshakeFixture fixture = active();
        fixture.receive(GREETING);
        fixture.receive(ready("PUSH"));
        assertThat(fixture.peers).singleElement().hasToString("PUSH peer, ZMTP 3.1");
        assertThat(fixture.failures).isEmpty();
        assertThat(fixture.channel.pipeline().get("traffic")).isNotNull();
        assertThat(fixture.channel.pipeline().get(ZmtpHandshakeHandler.class)).isNull();
        assertThatBytes(fixture.sent())
                .isExactly("FF 00*8 7F 03 01 'NULL' 00*48 04 1A 05 'READY' 0B 'Socket-Type' 00000004 'PULL'");
        assertThatBytes(fixture.traffic()).isEmpty();
    }

    @Test
    @DisplayName("B19: READY and 1 000 messages in one segment -> all delivered, in order, after the handshake")
    void whatWasReadBeyondTheHandshakeReachesTheTrafficHandler() {
        byte[][] messages = new byte[1000][];
        Arrays.setAll(messages, i -> message(Hex.bytes(String.format("%04X", i))));
        HandshakeFixture fixture = active();
        fixture.receive(GREETING, ready("PUSH"), Hex.join(messages));
        assertThatBytes(fixture.traffic()).isExactly(Hex.join(messages));
        fixture.receive(Hex.bytes("00 01 41"));
        assertThatBytes(fixture.traffic()).isExactly("00 01 41");
    }

    @Test
    @DisplayName("B20: split at every byte offset -> same result as unsplit")
    void howTheBytesAreCutMakesNoDifference() {
        byte[] input = Hex.join(GREETING, ready("PUSH"), Hex.bytes("00 01 41"));
        for (int cut = 1; cut < input.length; cut++) {
            HandshakeFixture fixture = active();
            Fragmenter.cut(input, cut).forEach(fixture::receive);
            assertThat(fixture.peers).hasSize(1);
            assertThatBytes(fixture.traffic()).isExactly("00 01 41");
        }
    }

    @Test
    void theDeadlineEndsWithTheHandshake() {
        HandshakeFixture fixture = active();
        fixture.receive(GREETING, ready("PUSH"));
        fixture.channel.advanceTimeBy(1, TimeUnit.HOURS);
        fixture.channel.runPendingTasks();
        assertThat(fixture.failures).isEmpty();
        assertThat(fixture.channel.isOpen()).isTrue();
        assertThat(fixture.channel.runScheduledPendingTasks()).isEqualTo(NO_TIMER);
    }

    @Test
    @DisplayName("A1: connect, send nothing -> dropped at the total handshake deadline")
    void aSilentPeerIsDroppedAtTheDeadline() {
        HandshakeFixture fixture = active();
        advance(fixture, HandshakeFixture.DEADLINE.minusMillis(1));
        assertThat(fixture.channel.isOpen()).isTrue();
        advance(fixture, Duration.ofMillis(1));
        assertThat(fixture.failure()).isInstanceOf(ZmqTimeoutException.class)
                .hasMessageContaining("PT30S").hasMessageContaining("during the greeting, after 0 bytes");
    }

    @Test
    @DisplayName("A2: one greeting byte every 5 s -> dropped at the same total deadline, not per read")
    void aDrippingPeerIsDroppedAtTheSameDeadline() {
        HandshakeFixture fixture = active();
        for (int i = 0; i < 5; i++) {
            fixture.receive(Arrays.copyOfRange(GREETING, i, i + 1));
            advance(fixture, Duration.ofSeconds(5));
        }
        assertThat(fixture.channel.isOpen()).isTrue();
        advance(fixture, Duration.ofSeconds(5));
        assertThat(fixture.failure()).isInstanceOf(ZmqTimeoutException.class).hasMessageContaining("after 5 bytes");
    }

    @Test
    void aPeerThatGreetsAndNeverGetsReadyIsDroppedToo() {
        HandshakeFixture fixture = active();
        fixture.receive(GREETING);
        advance(fixture, HandshakeFixture.DEADLINE);
        assertThat(fixture.failure()).isInstanceOf(ZmqTimeoutException.class)
                .hasMessageContaining("during the security handshake, after 64 bytes");
    }

    @Test
    @DisplayName("A3: FIN after n bytes for n = 0..63 -> quiet close, one event")
    void aPeerThatClosesEarlyIsReportedOnceWithHowFarItCame() {
        for (int size = 0; size < 64; size++) {
            HandshakeFixture fixture = active();
            fixture.receive(Arrays.copyOf(GREETING, size));
            fixture.channel.close();
            assertThat(fixture.failure()).isInstanceOf(ZmqConnectionException.class)
                    .hasMessageContaining("closed the connection during the greeting, after " + size + " bytes");
            assertThat(fixture.uncaught).isEmpty();
            assertThat(fixture.channel.runScheduledPendingTasks()).isEqualTo(NO_TIMER);
        }
    }

    @Test
    @DisplayName("A4: RST right after the greeting -> one failure, closed")
    void aResetIsReportedOnce() {
        HandshakeFixture fixture = active();
        fixture.receive(GREETING);
        IOException reset = new IOException("Connection reset by peer");
        fixture.channel.pipeline().fireExceptionCaught(reset);
        ZmqException failure = fixture.failure();
        assertThat(failure).isInstanceOf(ZmqConnectionException.class).hasCause(reset)
                .hasMessageContaining("during the security handshake, after 64 bytes");
        assertThat(failure.code()).isEqualTo(ErrorCode.ECONNRESET);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "'GET / HTTP/1.1', NOT_ZMTP", "16 03 01, NOT_ZMTP", "01 00, UNSUPPORTED_VERSION",
        "FF 00*8 7F 00 08, UNSUPPORTED_VERSION"})
    @DisplayName("A6-A12: closed, nothing more is written")
    void aViolationClosesTheChannelAndTheAnswerIsThrownAway(String bytes, Violation violation) {
        HandshakeFixture fixture = active();
        fixture.sent();
        fixture.receive(Hex.bytes(bytes));
        assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(violation));
        assertThatBytes(fixture.sent()).isEmpty();
        assertThatBytes(fixture.traffic()).isEmpty();
    }

    @Test
    @DisplayName("A16: mechanism differs from ours -> the peer gets the rest of our greeting, and only then the close")
    void aPeerOfAnotherMechanismIsSentOurGreetingBeforeTheClose() {
        HandshakeFixture fixture = active();
        fixture.sent();
        Runnable transport = fixture.delayWrites();
        fixture.receive(OTHER_MECHANISM, Hex.bytes("00 01 41"));
        assertThat(fixture.channel.isOpen()).isTrue();
        assertThat(fixture.failures).isEmpty();
        fixture.receive(Hex.bytes("00 01 42"));

        transport.run();

        assertThatBytes(fixture.sent()).isExactly("03 01 'NULL' 00*48");
        assertThatMechanismsDiffer(fixture);
        assertThatBytes(fixture.traffic()).isEmpty();
    }

    @Test
    @DisplayName("A16: byte by byte, too")
    void aPeerOfAnotherMechanismIsSentOurGreetingByteByByte() {
        HandshakeFixture fixture = active();
        for (byte octet : Arrays.copyOf(OTHER_MECHANISM, 32)) {
            assertThat(fixture.channel.isOpen()).isTrue();
            fixture.receive(new byte[] {octet});
        }
        assertThatBytes(fixture.sent()).isExactly("FF 00*8 7F 03 01 'NULL' 00*48");
        assertThatMechanismsDiffer(fixture);
    }

    @Test
    @DisplayName("A16: what was answered to the peer's version in an earlier read is on its way before the close, too")
    void anAnswerThatIsStillBeingWrittenIsWaitedFor() {
        HandshakeFixture fixture = active();
        fixture.sent();
        Runnable transport = fixture.delayWrites();
        fixture.receive(Arrays.copyOf(OTHER_MECHANISM, 11));
        fixture.receive(Arrays.copyOfRange(OTHER_MECHANISM, 11, 64));
        assertThat(fixture.channel.isOpen()).isTrue();

        transport.run();

        assertThatBytes(fixture.sent()).isExactly("03 01 'NULL' 00*48");
        assertThatMechanismsDiffer(fixture);
    }

    @Test
    @DisplayName("A16: a peer that does not take our greeting is closed at the deadline; the cause is the mechanism")
    void aPeerOfAnotherMechanismThatTakesNothingIsClosedAtTheDeadline() {
        HandshakeFixture fixture = active();
        fixture.delayWrites();
        fixture.receive(OTHER_MECHANISM);
        advance(fixture, HandshakeFixture.DEADLINE);
        assertThatMechanismsDiffer(fixture);
    }

    @Test
    @DisplayName("A16: a greeting that cannot be written any more changes nothing about the cause")
    void aPeerOfAnotherMechanismThatHasGoneIsReportedAsSuch() {
        HandshakeFixture fixture = active();
        fixture.failWrites(new IOException("Broken pipe"));
        fixture.receive(OTHER_MECHANISM);
        assertThatMechanismsDiffer(fixture);
    }

    private static void assertThatMechanismsDiffer(HandshakeFixture fixture) {
        assertThat(fixture.failure()).isInstanceOfSatisfying(ZmqProtocolException.class,
                failure -> assertThat(failure.violation()).isEqualTo(Violation.MECHANISM_MISMATCH));
        assertThat(fixture.channel.runScheduledPendingTasks()).isEqualTo(NO_TIMER);
    }

    @Test
    @DisplayName("B13: message frame before READY -> close; byte never delivered")
    void aMessageBeforeReadyIsNotDelivered() {
        HandshakeFixture fixture = active();
        fixture.receive(GREETING, Hex.bytes("00 01 41"), ready("PUSH"));
        assertThat(fixture.failure()).hasMessageContaining("before the end of the handshake");
        assertThatBytes(fixture.traffic()).isEmpty();
    }

    @Test
    void inputThatComesAfterAFailureIsReleased() {
        HandshakeFixture fixture = active();
        fixture.delayClose();
        fixture.receive(Hex.bytes("'GET'"));
        fixture.sent();
        ByteBuf late = Unpooled.copiedBuffer(GREETING);
        fixture.channel.writeInbound(late);
        assertThat(late.refCnt()).isZero();
        assertThatBytes(fixture.traffic()).isEmpty();
        assertThatBytes(fixture.sent()).isEmpty();
        assertThat(fixture.failures).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'GET'", "FF 00*8 7F", ""})
    void inputIsReleased(String bytes) {
        HandshakeFixture fixture = active();
        ByteBuf in = Unpooled.copiedBuffer(Hex.bytes(bytes));
        ByteBuf held = in.retainedSlice();
        fixture.channel.writeInbound(in);
        assertThat(held.refCnt()).isEqualTo(1);
        held.release();
    }

    @Test
    void whatIsNotBytesIsPassedOn() {
        HandshakeFixture fixture = active();
        fixture.channel.writeInbound("text");
        assertThat(fixture.channel.<Object>readInbound()).isEqualTo("text");
    }

    @Test
    void aWriteThatFailsEndsTheHandshake() {
        HandshakeFixture fixture = active();
        IOException broken = new IOException("Broken pipe");
        fixture.failWrites(broken);
        fixture.receive(GREETING);
        assertThat(fixture.failure()).hasCause(broken);
    }

    @Test
    void aWriteThatFailsWithTheLastAnswerKeepsTheTrafficOut() {
        HandshakeFixture fixture = active();
        fixture.receive(Arrays.copyOf(GREETING, 63));
        fixture.failWrites(new IOException("Broken pipe"));
        fixture.receive(Hex.bytes("00"), ready("PUSH"), Hex.bytes("00 01 41"));
        fixture.failure();
        assertThatBytes(fixture.traffic()).isEmpty();
    }

    @Test
    void aWriteOnAClosedChannelLeavesTheReportToTheClose() {
        HandshakeFixture fixture = active();
        fixture.failWrites(new ClosedChannelException());
        fixture.receive(GREETING);
        assertThat(fixture.failures).isEmpty();
        fixture.channel.close();
        assertThat(fixture.failure()).hasMessageContaining("the peer closed");
    }

    @Test
    void anErrorInThisLibraryEndsTheHandshakeToo() {
        HandshakeFixture fixture = active();
        fixture.channel.pipeline().fireExceptionCaught(new IllegalStateException("bug"));
        assertThat(fixture.failure().code()).isEqualTo(ErrorCode.EIO);
    }

    @Test
    void anErrorAfterTheEndIsPassedOn() {
        HandshakeFixture fixture = active();
        fixture.delayClose();
        fixture.receive(Hex.bytes("'GET'"));
        IOException late = new IOException("late");
        fixture.channel.pipeline().fireExceptionCaught(late);
        assertThat(fixture.uncaught).containsExactly(late);
        assertThat(fixture.failures).hasSize(1);
    }

    @Test
    @DisplayName("H14: no memory for the greeting -> that connection fails, by name")
    void aGreetingThatFindsNoMemoryEndsTheHandshake() {
        HandshakeFixture fixture = inactive();
        fixture.channel.config().setAllocator(new ExhaustedAllocator());
        fixture.activate();
        assertThat(fixture.failure().code()).isEqualTo(ErrorCode.ENOBUFS);
        assertThat(fixture.channel.isOpen()).isFalse();
        assertThat(fixture.uncaught).isEmpty();
    }

    @Test
    void aHandlerThatIsTakenOutEndsTheHandshake() {
        HandshakeFixture fixture = active();
        fixture.channel.pipeline().remove(fixture.handler);
        assertThat(fixture.failure().code()).isEqualTo(ErrorCode.ECONNABORTED);
    }

    @Test
    void aChannelThatNeverBecameActiveIsNotReported() {
        HandshakeFixture fixture = inactive();
        fixture.channel.pipeline().remove(fixture.handler);
        assertThat(fixture.failures).isEmpty();
        assertThatBytes(fixture.sent()).isEmpty();
    }

    @Test
    void aHandshakeNeedsADeadline() {
        HandshakeSettings settings = new HandshakeSettings(SocketType.PULL, new byte[0], 1024, 8);
        HandshakeFixture fixture = inactive();
        HandshakeOutcome outcome = new HandshakeOutcome(fixture, fixture::install);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZmtpHandshakeHandler(
                        settings, Duration.ZERO, HandshakeFixture.NOBODY, Runnable::run, outcome));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZmtpHandshakeHandler(
                        settings, Duration.ofSeconds(-1), HandshakeFixture.NOBODY, Runnable::run, outcome));
    }

    private HandshakeFixture active() {
        return remembered(HandshakeFixture.active());
    }

    private HandshakeFixture inactive() {
        return remembered(HandshakeFixture.inactive());
    }

    private HandshakeFixture remembered(HandshakeFixture fixture) {
        fixtures.add(fixture);
        return fixture;
    }

    @AfterEach
    void releaseWhatIsLeft() {
        fixtures.forEach(HandshakeFixture::close);
    }

    private static void advance(HandshakeFixture fixture, Duration time) {
        fixture.channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        fixture.channel.runScheduledPendingTasks();
        fixture.channel.runPendingTasks();
    }

    private static final class ExhaustedAllocator extends AbstractByteBufAllocator {

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("heap");
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("direct memory");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }
}
