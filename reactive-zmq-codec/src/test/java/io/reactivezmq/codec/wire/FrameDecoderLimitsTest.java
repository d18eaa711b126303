package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile peer writes where a frame should be: refused at the byte that says so, and nothing held for it. */
class FrameDecoderLimitsTest {

    private static final int MAX_MESSAGE = 1000;
    private static final int MAX_FRAMES = 4;
    private static final int MAX_COMMAND = 64;
    private static final FrameLimits LIMITS = new FrameLimits(MAX_MESSAGE, MAX_FRAMES, MAX_COMMAND);

    private final DecoderRun run = new DecoderRun(LIMITS);

    @ParameterizedTest(name = "{0}")
    @DisplayName("C1: 02 FF*8, 02 80 00 00 00 80 00 00 00, 02 80 00*7, 02 FB 18 FF FB 1F FF FB 20 -> nothing allocated or delivered")
    @ValueSource(strings = {
        "02 FF*8", "02 80 00 00 00 80 00 00 00", "02 80 00*7", "02 FB 18 FF FB 1F FF FB 20", "03 FF*8", "06 FF*8",
    })
    void aLengthOf63BitsAndMoreIsOutOfRange(String header) {
        assertThat(violationOf(header)).isEqualTo(Violation.NEGATIVE_LENGTH);
        assertNothingHeld();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C2: 02 7F FF FF FF FF FF FF FF -> close")
    @ValueSource(strings = {"02 7F FF*7", "02 00 00 00 01 00 00 00 00", "02 00*4 80 00 00 00", "02 00*4 7F FF FF FF"})
    void aLengthBeyondTheLimitIsTooLarge(String header) {
        assertThat(violationOf(header)).isEqualTo(Violation.MESSAGE_TOO_LARGE);
        assertNothingHeld();
    }

    @Test
    @DisplayName("C2: the largest limit that can be set does not let a length wrap")
    void theLargestLimitHoldsToo() {
        DecoderRun generous = new DecoderRun(new FrameLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        generous.feed("01 01 41");
        assertThatThrownBy(() -> generous.feed("02 7F FF*7")).isInstanceOf(ZmqProtocolException.class);
        assertThat(generous.decoder.bufferedBytes()).isOne();
    }

    @Test
    @DisplayName("C4: max exactly -> delivered")
    void aMessageOfExactlyTheLimitIsDelivered() {
        run.feed(message(new byte[MAX_MESSAGE])).feed(frame(1, new byte[600])).feed(message(new byte[400]));
        assertThat(run.messages).extracting(message -> message.size()).containsExactly(1000L, 1000L);
    }

    @Test
    @DisplayName("C4: max+1 -> close with MessageTooLarge")
    void aFrameOfOneByteMoreIsTooLargeAsSoonAsItIsAnnounced() {
        assertThat(violationOf("02 00*6 03 E9")).isEqualTo(Violation.MESSAGE_TOO_LARGE);
        assertNothingHeld();
    }

    @ParameterizedTest(name = "limit {0}")
    @DisplayName("C4: the same for limits within the short form, which the decoder's short cut sees first")
    @ValueSource(ints = {0, 1, 16, 254})
    void aShortFrameOfOneByteMoreIsTooLarge(int limit) {
        DecoderRun small = new DecoderRun(new FrameLimits(limit, 1, 16));
        small.feed(message(new byte[limit]));
        assertThatThrownBy(() -> small.feed(message(new byte[limit + 1]))).hasMessageContaining("limit is " + limit);
        assertThat(small.messages).hasSize(1);
    }

    @Test
    @DisplayName("C10: frames with MORE -> close at aggregate cap")
    void theFramesOfAMessageAreTooLargeTogether() {
        run.feed(frame(1, new byte[500])).feed(frame(1, new byte[500]));
        assertThat(violationOf("00 01")).isEqualTo(Violation.MESSAGE_TOO_LARGE);
        assertThat(run.decoder.bufferedBytes()).isEqualTo(1000);
    }

    @Test
    @DisplayName("C9: endless 01 00 01 00 ... -> close at frame-count cap")
    void emptyFramesWithoutEndAreTooMany() {
        run.feed("0100*" + MAX_FRAMES);
        assertThat(violationOf("01 00")).isEqualTo(Violation.TOO_MANY_FRAMES);
        assertThat(run.messages).isEmpty();
    }

    @Test
    @DisplayName("C9: as many frames as are allowed -> delivered, and the count begins anew")
    void aMessageOfExactlyAsManyFramesIsDelivered() {
        String wire = "0100*" + (MAX_FRAMES - 1) + " 00 00";
        run.feed(wire).feed(wire);
        assertThat(run.messages).extracting(message -> message.frameCount()).containsExactly(MAX_FRAMES, MAX_FRAMES);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C6: flags 08 10 20 40 80 and combinations -> close (reserved)")
    @MethodSource("reservedFlags")
    void everyReservedBitIsRefused(int flags) {
        assertThat(violationOf(String.format("%02X", flags))).isEqualTo(Violation.RESERVED_FLAGS);
    }

    static IntStream reservedFlags() {
        return IntStream.rangeClosed(0x08, 0xFF);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("RFC 37: a command has no MORE flag")
    @ValueSource(strings = {"05", "07"})
    void aCommandWithMoreIsRefused(String flags) {
        assertThat(violationOf(flags)).isEqualTo(Violation.MALFORMED_COMMAND);
    }

    @Test
    @DisplayName("a command is bounded by its own limit and not by that of messages")
    void aCommandOfOneByteMoreIsTooLarge() {
        run.feed(command("NOPE", new byte[MAX_COMMAND - 5]));
        assertThat(run.commands).hasSize(1);
        for (String header : List.of("04 00*7 41", "04 00 FF*7", "06 00*7 41")) {
            DecoderRun other = new DecoderRun(LIMITS);
            assertThat(violationOf(other, List.of(Hex.bytes(header)))).as(header).isEqualTo(Violation.MESSAGE_TOO_LARGE);
        }
        assertThat(violationOf("04 41")).isEqualTo(Violation.MESSAGE_TOO_LARGE);
        assertNothingHeld();
    }

    @Test
    @DisplayName("a command in the middle of a message counts neither as its frame nor towards its size")
    void commandsDoNotUseUpTheLimitsOfTheMessage() {
        run.feed(frame(1, new byte[MAX_MESSAGE]));
        for (int i = 0; i < 2 * MAX_FRAMES; i++) {
            run.feed(command("NOPE", new byte[MAX_COMMAND - 5]));
        }
        run.feed("00 00");
        assertThat(run.messages).singleElement().satisfies(message -> assertThat(message.frameCount()).isEqualTo(2));
    }

    @Test
    @DisplayName("C11: 02 00 00 00 00 3F FF FF FF then silence -> memory grows with bytes received, not declared")
    void anAnnouncedGibibyteIsNotAllocated() {
        DecoderRun large = new DecoderRun(new FrameLimits(1 << 30, 1, 64));
        large.feed("02 00 00 00 00 3F FF FF FF");
        assertThat(large.decoder.bufferedBytes()).isZero();
        assertThat(large.decoder.isMidMessage()).isTrue();

        large.feed(new byte[100_000]);
        assertThat(large.decoder.bufferedBytes()).isEqualTo(100_000);
    }

    @Test
    @DisplayName("C11: ×1000 connections -> what is allocated is a small multiple of what arrived, and bounded where little did")
    void memoryGrowsWithTheBytesReceived() {
        FrameLimits limits = new FrameLimits(1 << 30, 1, 64);
        byte[] header = Hex.bytes("02 00 00 00 00 3F FF FF FF");
        byte[] kibibyte = new byte[1024];
        new DecoderRun(limits).feed(header).feed(kibibyte); // loads the classes

        long before = allocatedHere();
        List<DecoderRun> waiting = Stream.generate(() -> new DecoderRun(limits).feed(header)).limit(1000).toList();
        assertThat(allocatedHere() - before).as("headers only").isLessThan(1000L * 2 * FrameDecoder.TRUSTED_LENGTH);

        before = allocatedHere();
        for (int i = 0; i < 1024; i++) {
            waiting.get(0).feed(kibibyte);
        }
        assertThat(allocatedHere() - before).as("a mebibyte of the gibibyte").isLessThan(5L << 20);
    }

    private static long allocatedHere() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    @DisplayName("the principle: the result does not depend on how the input was cut")
    void aViolationIsFoundWhereverTheInputIsCut() {
        for (String wire : List.of("00 01 41 01 01 42 02 FF*8", "01 00 01 00 01 00 01 00 01 00", "00 00 04 41 00", "00 01 41 08")) {
            Violation expected = violationOf(new DecoderRun(LIMITS), List.of(Hex.bytes(wire)));
            Fragmenter.forEachSplit(Hex.bytes(wire), fragments ->
                    assertThat(violationOf(new DecoderRun(LIMITS), fragments)).as(wire).isEqualTo(expected));
        }
    }

    private Violation violationOf(String hex) {
        return violationOf(run, List.of(Hex.bytes(hex)));
    }

    private static Violation violationOf(DecoderRun run, List<byte[]> fragments) {
        return catchThrowableOfType(ZmqProtocolException.class, () -> fragments.forEach(run::feed)).violation();
    }

    private void assertNothingHeld() {
        assertThat(run.decoder.bufferedBytes()).isZero();
        assertThat(run.messages).isEmpty();
    }
}
