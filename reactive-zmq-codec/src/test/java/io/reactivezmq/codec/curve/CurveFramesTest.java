package io.reactivezmq.codec.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.curve.crypto.SecretBox;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.SubscribeCommand;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and commands inside CURVE (RFC 26, "MESSAGE"), from one side's encoder to the other side's decoder. */
class CurveFramesTest {

    private static final FrameLimits LIMITS = new FrameLimits(300_000, 3, 512);

    private final CurveEncoder encoder = new CurveEncoder(traffic());
    private final List<ZmqMessage> messages = new ArrayList<>();
    private final List<byte[]> commands = new ArrayList<>();
    private boolean room = true;
    private final CurveDecoder decoder = new CurveDecoder(traffic(), LIMITS, MessageMetadata.empty(), new FrameSink() {
        @Override
        public boolean onMessage(ZmqMessage message) {
            messages.add(message);
            return room;
        }

        @Override
        public void onCommand(byte[] body) {
            commands.add(body);
        }
    });

    /** One key for both directions, so that one object may stand for either side. */
    static CurveTraffic traffic() {
        return new CurveTraffic(box(), 2, box(), 2);
    }

    private static SecretBox box() {
        return new SecretBox(new byte[SecretBox.KEY_SIZE], "CurveZMQMESSAGEC".getBytes(StandardCharsets.US_ASCII));
    }

    private static ZmqMessage message(int... sizes) {
        byte[][] frames = new byte[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            frames[i] = new byte[sizes[i]];
            for (int k = 0; k < sizes[i]; k++) {
                frames[i][k] = (byte) (i + k * 31);
            }
        }
        return ZmqMessage.wrap(frames);
    }

    private ByteBuf encoded(ZmqMessage message) {
        ByteBuf out = Unpooled.buffer((int) encoder.encodedSize(message));
        assertThat(encoder.tryEncode(message, out)).isTrue();
        assertThat(out.isWritable()).as("the size was told exactly").isFalse();
        return out;
    }

    private void assertRefused(ByteBuf wire, Violation violation) {
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> decoder.decode(wire))
                .satisfies(refused -> assertThat(refused.violation()).isEqualTo(violation));
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 222, 223, 255, 256, 65_535, 65_536, 300_000})
    void a_message_of_any_size_arrives(int size) {
        assertThat(decoder.decode(encoded(message(size)))).isTrue();

        assertThat(messages).containsExactly(message(size));
        assertThat(decoder.isMidMessage()).isFalse();
    }

    @Test
    @DisplayName("the outer frame has no flags but LARGE; the inner ones are sealed")
    void frames_of_a_message_are_messages_of_their_own_on_the_wire() {
        ByteBuf wire = encoded(message(1, 300));

        assertThat(wire.getByte(0)).as("no MORE").isZero();
        assertThat(wire.getByte(1)).isEqualTo((byte) (33 + 1));
        assertThat(wire.getCharSequence(2, 8, StandardCharsets.ISO_8859_1)).hasToString("\u0007MESSAGE");
        assertThat(wire.getLong(10)).as("nonce behind HELLO and INITIATE").isEqualTo(3);
        assertThat(wire.getByte(2 + 34)).as("LARGE").isEqualTo((byte) 2);
        assertThat(wire.getLong(2 + 34 + 1)).isEqualTo(33 + 300);
        decoder.decode(wire);
        assertThat(messages).containsExactly(message(1, 300));
    }

    @Test
    @DisplayName("a frame of up to 64 KiB costs no array to seal it, and to open it none but the payload's own")
    void sealing_has_room_of_its_own() {
        ZmqMessage largest = message(1 << 16);
        ByteBuf wire = encoded(largest);
        decoder.decode(wire); // the room of this thread is there from now on
        messages.clear();

        int count = 200;
        long before = allocatedBytes();
        for (int i = 0; i < count; i++) {
            encoder.tryEncode(largest, wire.clear());
            decoder.decode(wire);
            messages.clear();
        }
        assertThat((allocatedBytes() - before) / count).isLessThan((1 << 16) + 4_096);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void the_input_may_be_cut_anywhere() {
        ByteBuf wire = Unpooled.wrappedBuffer(encoded(message(5, 0, 400)), encoded(message(70_000)));
        while (wire.isReadable()) {
            assertThat(decoder.decode(wire.readSlice(1))).isTrue();
        }
        assertThat(messages).containsExactly(message(5, 0, 400), message(70_000));
        assertThat(decoder.isMidMessage()).isFalse();
    }

    @Test
    void a_message_larger_than_the_buffers_is_continued_in_the_next() {
        ZmqMessage large = message(1_000, 3, 2_000);
        boolean done = false;
        boolean begun = false;
        while (!done) {
            ByteBuf out = Unpooled.buffer(100, 100);
            done = begun ? encoder.resume(out) : encoder.encode(large, out);
            begun = true;
            assertThat(encoder.isMidMessage()).isNotEqualTo(done);
            decoder.decode(out);
        }
        assertThat(messages).containsExactly(large);
    }

    @Test
    @DisplayName("EMSGSIZE: a frame that no array could hold once it is sealed is refused before anything is begun")
    void what_cannot_be_sealed_is_refused() {
        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> encoder.commandSize(Integer.MAX_VALUE - 40))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.EMSGSIZE));
        assertThat(encoder.isMidMessage()).isFalse();
    }

    @Test
    void what_does_not_fit_is_not_begun() {
        ByteBuf small = Unpooled.buffer(40, 40);
        assertThat(encoder.tryEncode(message(10), small)).isFalse();
        assertThat(small.isReadable()).isFalse();
        assertThat(encoder.isMidMessage()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 250, 400})
    @DisplayName("SUBSCRIBE, PING and the like travel inside, with the inner COMMAND bit")
    void a_command_arrives_as_a_command(int topicSize) {
        byte[] topic = message(topicSize).frame(0);
        ByteBuf out = Unpooled.buffer(encoder.commandSize(SubscribeCommand.encodedSize(topicSize)));

        encoder.encodeCommand(plain -> SubscribeCommand.encode(plain, topic), out);
        decoder.decode(out);

        assertThat(commands).singleElement()
                .satisfies(body -> assertThat(SubscribeCommand.decode(body).topic()).isEqualTo(topic));
    }

    @Test
    void decoding_stops_while_there_is_no_room() {
        room = false;
        ByteBuf wire = Unpooled.wrappedBuffer(encoded(message(1)), encoded(message(2)));

        assertThat(decoder.decode(wire)).isFalse();
        assertThat(messages).hasSize(1);
        room = true;
        assertThat(decoder.decode(wire)).isTrue();
        assertThat(messages).hasSize(2);
    }

    @Test
    @DisplayName("G12: any bit flipped in nonce, tag, body -> close")
    void no_altered_message_gets_through() {
        byte[] wire = new byte[2 + 33 + 4];
        encoded(message(4)).readBytes(wire);
        for (int bit = 8 * 2; bit < 8 * wire.length; bit++) {
            wire[bit / 8] ^= (byte) (1 << bit % 8);
            CurveDecoder fresh = new CurveDecoder(traffic(), LIMITS, MessageMetadata.empty(), new Refusing());
            byte[] altered = wire.clone();
            assertThatExceptionOfType(ZmqProtocolException.class).as("bit " + bit)
                    .isThrownBy(() -> fresh.decode(Unpooled.wrappedBuffer(altered)));
            wire[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private record Refusing() implements FrameSink {
        @Override
        public boolean onMessage(ZmqMessage message) {
            throw new AssertionError("let through: " + message);
        }

        @Override
        public void onCommand(byte[] body) {
            throw new AssertionError("let through: a command");
        }
    }

    @Test
    @DisplayName("G11: MESSAGE nonce repeated -> close")
    void a_message_comes_once() {
        ByteBuf wire = encoded(message(4));
        decoder.decode(wire.duplicate());
        messages.clear();

        assertRefused(wire, Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("G11: MESSAGE nonce skipped (libzmq: strictly greater) -> accepted; lower -> close")
    void a_message_may_be_missing_and_must_not_come_late() {
        ByteBuf late = encoded(message(1));
        decoder.decode(encoded(message(2)));
        assertThat(messages).containsExactly(message(2));
        messages.clear();

        assertRefused(late, Violation.INVALID_SEQUENCE);
    }

    @Test
    @DisplayName("G11: nonce FF*8 -> close before reuse")
    void the_last_nonce_is_the_last() {
        CurveTraffic last = new CurveTraffic(box(), -2, box(), -2);
        byte[] first = new byte[33];
        last.seal(0, new byte[0], 0, 0, first, 0);

        assertThat(last.open(first, new byte[0])).isZero();
        assertThatExceptionOfType(ZmqProtocolException.class)
                .isThrownBy(() -> last.seal(0, new byte[0], 0, 0, new byte[33], 0));
    }

    @Test
    @DisplayName("G12: MESSAGE under 33 bytes -> close")
    void a_message_shorter_than_its_overhead_is_refused_at_its_length() {
        assertRefused(Unpooled.wrappedBuffer(new byte[] {0, 32}), Violation.MALFORMED_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 7, 8, 128, 255})
    void outer_flags_other_than_large_are_refused(int flags) {
        assertRefused(Unpooled.wrappedBuffer(new byte[] {(byte) flags}), Violation.RESERVED_FLAGS);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64, 128})
    @DisplayName("G14: inner flag byte with reserved bits -> handled")
    void reserved_inner_flags_are_refused(int flags) {
        assertRefused(sealed(flags, 1), Violation.RESERVED_FLAGS);
    }

    @Test
    void a_command_with_more_is_refused() {
        assertRefused(sealed(3, 1), Violation.MALFORMED_COMMAND);
    }

    @Test
    void a_command_beyond_the_limit_is_refused() {
        assertRefused(sealed(2, 513), Violation.MESSAGE_TOO_LARGE);
    }

    private static ByteBuf sealed(int flags, int size) {
        ByteBuf wire = Unpooled.buffer();
        int body = 33 + size;
        wire.writeByte(2).writeLong(body);
        byte[] message = new byte[body];
        traffic().seal(flags, new byte[size], 0, size, message, 0);
        return wire.writeBytes(message);
    }

    @Test
    @DisplayName("a limit is judged by what is announced, before anything is kept")
    void a_message_above_the_limit_is_refused_at_its_length() {
        assertRefused(Unpooled.buffer().writeByte(2).writeLong(33 + 300_001), Violation.MESSAGE_TOO_LARGE);
        assertRefusedAnew(Unpooled.buffer().writeByte(2).writeLong(Long.MAX_VALUE), Violation.MESSAGE_TOO_LARGE);
        assertRefusedAnew(Unpooled.buffer().writeByte(2).writeLong(-1), Violation.NEGATIVE_LENGTH);
    }

    private static void assertRefusedAnew(ByteBuf wire, Violation violation) {
        CurveDecoder fresh = new CurveDecoder(traffic(), LIMITS, MessageMetadata.empty(), new Refusing());
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> fresh.decode(wire))
                .satisfies(refused -> assertThat(refused.violation()).isEqualTo(violation));
    }

    @Test
    void the_frames_of_a_message_are_limited_as_without_encryption() {
        assertRefused(encoded(message(1, 1, 1, 1)), Violation.TOO_MANY_FRAMES);
    }
}
