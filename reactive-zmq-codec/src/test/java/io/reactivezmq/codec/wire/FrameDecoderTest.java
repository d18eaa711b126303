package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.longFrame;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is well-formed (RFC 37, section "Framing"); what is not is {@link FrameDecoderLimitsTest}'s. */
class FrameDecoderTest {

    private static final FrameLimits LIMITS = new FrameLimits(1 << 20, 64, 1024);

    private final DecoderRun run = new DecoderRun(LIMITS);

    @ParameterizedTest(name = "{0}")
    @DisplayName("frame = flags length body")
    @CsvSource({
        "'00 01 41',                          '41'",
        "'00 00',                             ''",
        "'00 05 48 65 6C 6C 6F',              '48 65 6C 6C 6F'",
        "'02 00 00 00 00 00 00 00 01 41',     '41'",
        "'01 01 41 00 01 42',                 '41 | 42'",
        "'01 00 01 00 00 00',                 ' |  | '",
        "'03 00 00 00 00 00 00 00 01 41 00 01 42', '41 | 42'",
    })
    void aMessageIsItsFramesWhateverTheFormOfTheirLength(String wire, String frames) {
        assertThat(run.feed(wire).received()).containsExactly(frames);
        assertThat(run.decoder.isMidMessage()).isFalse();
    }

    @Test
    @DisplayName("C15: single empty frame -> delivered as an empty message")
    void anEmptyFrameIsAnEmptyMessage() {
        run.feed("00 00");
        assertThat(run.messages).singleElement()
                .satisfies(message -> assertThat(message.frameCount()).isOne())
                .satisfies(message -> assertThat(message.size()).isZero());
    }

    @Test
    @DisplayName("C5: 02 00*8 (long form, length 0) and long form of 5 -> accepted")
    void theLongFormOfAShortLengthIsAccepted() {
        run.feed("02 00*8", "02 00*7 05 'Hello'", "03 00*8 00 00");
        assertThat(run.received()).containsExactly("", "48 65 6C 6C 6F", " | ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 257, 32767, 32768, 32769, 65536, 100_000})
    @DisplayName("short form up to 255, long form above: the body is what was sent")
    void bodiesOfEverySizeArrive(int size) {
        byte[] body = Hex.bytes("5A*" + Math.max(1, size));
        run.feed(message(size == 0 ? new byte[0] : body));
        assertThat(run.messages).singleElement().satisfies(message -> {
            assertThat(message.size()).isEqualTo(size);
            assertThat(message.frame(0)).isEqualTo(size == 0 ? new byte[0] : body);
        });
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("TCP may cut anywhere: every split gives the same messages and commands in the same order")
    @ValueSource(strings = {
        "00 00 00 01 41 00 00",
        "01 00 01 01 41 00 00",
        "02 00*7 02 'AB'",
        "00 03 'abc' 04 05 04 'NOPE' 00 01 'd'",
        "01 02 'to' 04 07 04 'PING' 00 00 00 01 'x'",
        "02 00*8 06 00*7 05 04 'PONG' 03 00*7 01 41 02 00*7 00",
    })
    void everySplitGivesTheSame(String wire) {
        byte[] bytes = Hex.bytes(wire);
        DecoderRun whole = new DecoderRun(LIMITS).feed(bytes);
        assertThat(whole.order).isNotEmpty();
        Fragmenter.forEachSplit(bytes, fragments -> {
            DecoderRun split = new DecoderRun(LIMITS);
            fragments.forEach(split::feed);
            assertThat(split.received()).isEqualTo(whole.received());
            assertThat(split.commands).isEqualTo(whole.commands);
            assertThat(split.order).isEqualTo(whole.order);
            assertThat(split.decoder.isMidMessage()).isFalse();
            assertThat(split.decoder.bufferedBytes()).isZero();
        });
    }

    @Test
    @DisplayName("C8: command in the middle of a multipart -> handled, message intact")
    void aCommandBetweenTwoFramesLeavesTheMessageAlone() {
        run.feed("01 01 'a'", "04 07 04 'PING' 00 05", "01 01 'b'", "04 05 04 'PONG'", "00 01 'c'");
        assertThat(run.received()).containsExactly("61 | 62 | 63");
        assertThat(run.commands).containsExactly("04 50 49 4E 47 00 05", "04 50 4F 4E 47");
        assertThat(run.order).containsExactly("command", "command", "message");
    }

    @Test
    @DisplayName("C12: 1-byte TCP segments for 1 MiB -> correct")
    void aMebibyteInSingleBytesArrives() {
        byte[] body = new byte[1 << 20];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        byte[] wire = message(body);
        ByteBuf in = Unpooled.wrappedBuffer(wire);
        for (int i = 1; i <= wire.length; i++) {
            assertThat(run.decoder.decode(in.slice(i - 1, 1))).isTrue();
        }
        assertThat(run.messages).singleElement().satisfies(message -> assertThat(message.frame(0)).isEqualTo(body));
    }

    @Test
    @DisplayName("C13: demand respected: where the sink has no more room the rest of the input stays where it is")
    void decodingStopsBehindTheMessageForWhichThereWasNoMoreRoom() {
        ByteBuf in = Unpooled.wrappedBuffer(Hex.bytes("00 01 41 00 01 42 01 01 43 00 01 44 00 01 45"));
        run.withRoomFor(2);

        assertThat(run.decoder.decode(in)).isFalse();
        assertThat(run.received()).containsExactly("41", "42");
        assertThat(in.readableBytes()).isEqualTo(9);

        assertThat(run.decoder.decode(in)).isFalse();
        assertThat(run.received()).containsExactly("41", "42", "43 | 44", "45");
        assertThat(in.isReadable()).isFalse();
        assertThat(run.decoder.decode(in)).isTrue();
    }

    @Test
    void aSinkWithoutRoomStopsBehindALongFrameToo() {
        ByteBuf in = Unpooled.wrappedBuffer(Hex.join(longFrame(0, Hex.bytes("41")), message(Hex.bytes("42"))));
        assertThat(run.withRoomFor(1).decoder.decode(in)).isFalse();
        assertThat(run.received()).containsExactly("41");
        assertThat(in.readableBytes()).isEqualTo(3);
    }

    @Test
    void twentyThousandTinyFramesInOneInputAreOneMessageEach() {
        run.feed("000142*20000");
        assertThat(run.messages).hasSize(20_000);
    }

    @Test
    void theDecoderKnowsWhetherItIsInTheMiddleOfAMessage() {
        assertThat(run.decoder.isMidMessage()).isFalse();
        for (String part : List.of("01", "02", "'a'", "'b'", "00", "01")) {
            assertThat(run.feed(part).decoder.isMidMessage()).as("behind %s", part).isTrue();
        }
        assertThat(run.feed("'c'").decoder.isMidMessage()).isFalse();
    }

    @Test
    void aDeliveredMessageLeavesNothingBehind() {
        run.feed(frame(1, new byte[300])).feed(frame(1, new byte[40_000])).feed("00 02 41");
        assertThat(run.decoder.bufferedBytes()).isEqualTo(300 + 40_000 + 1);
        run.feed("42");
        assertThat(run.decoder.bufferedBytes()).isZero();
        assertThat(run.messages).singleElement().satisfies(message -> assertThat(message.size()).isEqualTo(40_302));
    }
}
