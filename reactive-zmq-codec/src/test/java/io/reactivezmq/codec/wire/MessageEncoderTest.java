package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEncoderTest {

    private final MessageEncoder encoder = new MessageEncoder();

    @Test
    @DisplayName("frame = flags length body; short form up to 255 bytes")
    void aShortFrameHasTwoBytesInFront() {
        assertThatBytes(encoded(ZmqMessage.of("Hello"))).isExactly("00 05 'Hello'");
        assertThatBytes(encoded(message(255))).startsWith("00 FF");
    }

    @Test
    @DisplayName("long form from 256 bytes on")
    void aLongFrameHasNineBytesInFront() {
        assertThatBytes(encoded(message(256))).startsWith("02 00*6 01 00");
        assertThatBytes(encoded(message(70_000))).startsWith("02 00*5 01 11 70");
    }

    @Test
    @DisplayName("C5: JeroMQ master refuses the long form of length 0: we must never emit it")
    void anEmptyFrameHasTheShortForm() {
        assertThatBytes(encoded(ZmqMessage.empty())).isExactly("00 00");
        assertThatBytes(encoded(ZmqMessage.of(new byte[0], new byte[0]))).isExactly("01 00 00 00");
    }

    @Test
    @DisplayName("MORE on every frame but the last")
    void theFramesOfAMessageAreTiedByMore() {
        assertThatBytes(encoded(ZmqMessage.of("a", "bc", ""))).isExactly("01 01 'a' 01 02 'bc' 00 00");
        assertThatBytes(encoded(message(300, 1))).startsWith("03 00*6 01 2C");
    }

    @Test
    @DisplayName("RFC 37: bits 7-3 MUST be zero: a message's frames have MORE and LONG, and no other flag")
    void noOtherFlagIsSet() {
        for (int size : new int[] {0, 1, 255, 256, 70_000}) {
            byte[] wire = encoded(message(size, size));
            int frame = wire.length / 2;
            assertThat(new int[] {wire[0], wire[frame]}).containsExactly(size > 255 ? new int[] {3, 2} : new int[] {1, 0});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 13, 17, 64, 300, 5000})
    @DisplayName("a message that does not fit is continued in the next buffer, at any byte of a body")
    void whateverTheSizeOfTheBuffersTheBytesAreTheSame(int size) {
        for (ZmqMessage message : List.of(message(0), message(1), message(255), message(256), message(2000),
                message(1, 2, 3), message(0, 0, 0), message(300, 0, 1000, 255, 256))) {
            assertThatBytes(continued(message, size)).isExactly(encoded(message));
            assertThat(encoder.isMidMessage()).isFalse();
        }
    }

    @Test
    void aBufferIsNeverWrittenBeyondItsEnd() {
        ByteBuf out = Unpooled.buffer(16, 16);
        assertThat(encoder.encode(message(100), out)).isFalse();
        assertThat(out.writableBytes()).isZero();
        assertThat(encoder.isMidMessage()).isTrue();
    }

    @Test
    @DisplayName("a header is not cut: a buffer with less room than one needs is left alone")
    void aBufferWithoutRoomForAHeaderIsLeftAlone() {
        ByteBuf out = Unpooled.buffer(8, 8);
        assertThat(encoder.encode(message(100), out)).isFalse();
        assertThat(out.readableBytes()).isZero();
        assertThat(encoder.isMidMessage()).isTrue();
        assertThat(encoder.resume(Unpooled.buffer(200, 200))).isTrue();
    }

    @Test
    void aBufferThatIsPartlyUsedIsFilledUp() {
        ByteBuf out = Unpooled.buffer(20, 20).writeBytes(Hex.bytes("EE*5"));
        assertThat(encoder.encode(ZmqMessage.of("Hello"), out)).isTrue();
        assertThatBytes(out).isExactly("EE*5 00 05 'Hello'");
    }

    @Test
    void resumeWithoutAMessageHasNothingToDo() {
        ByteBuf out = Unpooled.buffer(16, 16);
        assertThat(encoder.resume(out)).isTrue();
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void theSizeIsKnownBeforehand() {
        for (ZmqMessage message : List.of(message(0), message(255), message(256), message(1, 300, 0))) {
            assertThat(new MessageEncoder().encodedSize(message)).isEqualTo(encoded(message).length);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("round trip with the decoder over random sizes, buffers and cuts")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsEncodedIsDecoded(long seed) {
        Random random = new Random(seed);
        List<ZmqMessage> sent = new ArrayList<>();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            ZmqMessage message = random(random);
            sent.add(message);
            wire.writeBytes(continued(message, MessageEncoder.MAX_HEADER_SIZE + random.nextInt(4000)));
        }
        DecoderRun run = new DecoderRun(new FrameLimits(1 << 20, 64, 64)).withRoomFor(1 + random.nextInt(5));
        byte[] bytes = wire.toByteArray();
        for (int start = 0; start < bytes.length; ) {
            int end = Math.min(bytes.length, start + 1 + random.nextInt(random.nextBoolean() ? 10 : 20_000));
            run.feed(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        assertThat(run.messages).isEqualTo(sent);
        assertThat(run.decoder.bufferedBytes()).isZero();
    }

    private static ZmqMessage random(Random random) {
        int[] sizes = random.ints(1 + random.nextInt(5), 0, 1 << (1 + random.nextInt(15))).toArray();
        return message(sizes);
    }

    /** Frames of these sizes, with bytes that tell one from the other. */
    private static ZmqMessage message(int... sizes) {
        byte[][] frames = new byte[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            frames[i] = new byte[sizes[i]];
            for (int j = 0; j < sizes[i]; j++) {
                frames[i][j] = (byte) (i * 7 + j * 31 + j / 256);
            }
        }
        return ZmqMessage.of(frames);
    }

    private byte[] encoded(ZmqMessage message) {
        ByteBuf out = Unpooled.buffer(200_000);
        assertThat(encoder.encode(message, out)).isTrue();
        assertThat(encoder.isMidMessage()).isFalse();
        return Hex.take(out);
    }

    /** Encoded into one small buffer after the other. */
    private byte[] continued(ZmqMessage message, int size) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteBuf out = Unpooled.buffer(size, size);
        boolean done = encoder.encode(message, out);
        wire.writeBytes(Hex.take(out));
        while (!done) {
            out = Unpooled.buffer(size, size);
            done = encoder.resume(out);
            assertThat(out.isReadable()).as("every buffer makes progress").isTrue();
            wire.writeBytes(Hex.take(out));
        }
        return wire.toByteArray();
    }
}
