package io.reactivezmq.codec.wire;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 13 and RFC 15, section \"Framing\"")
class OldFramesTest {

    private static final FrameLimits LIMITS = new FrameLimits(1000, 4, 64);

    @Test
    @DisplayName("RFC 13: length (1 byte, or FF and 8 bytes) of flags and body, flags, body")
    void frames_of_version_10_begin_with_their_length() {
        byte[] wire = Hex.bytes("01 00", "06 00 'Hello'", "04 01 'abc' 01 01 02 00 'd'", "FF 00*7 02 00 'x'", "FF 00*6 01 00 00 61*255");
        Fragmenter.forEachSplit(wire, fragments -> {
            DecoderRun run = new DecoderRun(LIMITS, ZmtpVersion.ZMTP_1_0);
            fragments.forEach(run::feed);
            assertThat(run.received()).containsExactly("", "48 65 6C 6C 6F", "61 62 63 |  | 64", "78", Hex.of(Hex.bytes("61*255")));
            assertThat(run.decoder.isMidMessage()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"06", "FF 00", "06 00", "06 00 'Hell'", "04 01 'abc'"})
    @DisplayName("C11: idle-mid-message deadline")
    void a_begun_frame_of_version_10_is_the_middle_of_a_message(String begun) {
        assertThat(new DecoderRun(LIMITS, ZmtpVersion.ZMTP_1_0).feed(begun).decoder.isMidMessage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED_FRAME, 00", "MALFORMED_FRAME, FF 00*8", "RESERVED_FLAGS, 02 02", "RESERVED_FLAGS, 02 7F",
        "RESERVED_FLAGS, 02 80", "NEGATIVE_LENGTH, FF FF*8 00", "NEGATIVE_LENGTH, FF 80 00*7 00", "MESSAGE_TOO_LARGE, FF 7F FF*7 00",
        "MESSAGE_TOO_LARGE, FF 00*6 03 EA 00", "TOO_MANY_FRAMES, 01 01 01 01 01 01 01 01 01 00"})
    @DisplayName("C1-C10 in the framing of 1.0: refused at the header, and nothing held for it")
    void hostile_headers_of_version_10_are_refused(Violation violation, String wire) {
        DecoderRun run = new DecoderRun(LIMITS, ZmtpVersion.ZMTP_1_0);
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> run.feed(wire))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(violation));
        assertThat(run.messages).isEmpty();
        assertThat(run.decoder.bufferedBytes()).isZero();
    }

    @Test
    @DisplayName("a sink without room stops the decoder behind each message")
    void a_message_at_a_time() {
        ByteBuf in = Unpooled.wrappedBuffer(Hex.bytes("02 00 61 02 00 62"));
        DecoderRun run = new DecoderRun(LIMITS, ZmtpVersion.ZMTP_1_0).withRoomFor(1);
        assertThat(run.decoder.decode(in)).isFalse();
        assertThatBytes(in).isExactly("02 00 62");
    }

    @Test
    @DisplayName("RFC 15: flags bits 7-2 are reserved, so there are no commands in 2.0")
    void version_20_has_no_commands() {
        DecoderRun run = new DecoderRun(LIMITS, ZmtpVersion.ZMTP_2_0).feed("00 05 'Hello' 01 01 'a' 02 00*7 01 'b'");
        assertThat(run.received()).containsExactly("48 65 6C 6C 6F", "61 | 62");
        assertThatExceptionOfType(ZmqProtocolException.class).isThrownBy(() -> run.feed("04 07 04 'PING' 00 00"))
                .satisfies(thrown -> assertThat(thrown.violation()).isEqualTo(Violation.RESERVED_FLAGS));
    }

    @ParameterizedTest
    @CsvSource({"0, 01 00", "1, 02 00", "253, FE 00", "254, FF 00*7 FF 00", "255, FF 00*6 01 00 00", "300, FF 00*6 01 2D 00"})
    @DisplayName("RFC 13: FF announces the long form, so a body of 253 bytes is the longest of the short one")
    void version_10_is_encoded_with_the_length_first(int size, String header) {
        byte[] body = Hex.bytes("61*" + Math.max(size, 1));
        ZmqMessage message = ZmqMessage.of(size == 0 ? new byte[0] : body);
        MessageEncoder encoder = new MessageEncoder(ZmtpVersion.ZMTP_1_0);
        ByteBuf out = Unpooled.buffer(1024, 1024);
        assertThat(encoder.encode(message, out)).isTrue();
        assertThatBytes(out).isExactly(Hex.join(Hex.bytes(header), message.frame(0)));
        assertThat(encoder.encodedSize(message)).isEqualTo(out.readableBytes());
    }

    @ParameterizedTest
    @EnumSource(ZmtpVersion.class)
    void what_is_encoded_in_buffers_of_any_size_is_decoded_again(ZmtpVersion version) {
        List<ZmqMessage> messages = List.of(ZmqMessage.of("a", "", "b".repeat(252), "c".repeat(253)), ZmqMessage.empty(),
                ZmqMessage.of("d".repeat(254), "e".repeat(255), "f".repeat(256)), ZmqMessage.of("g"));
        for (int size = MessageEncoder.MAX_HEADER_SIZE; size < 300; size++) {
            MessageEncoder encoder = new MessageEncoder(version);
            DecoderRun run = new DecoderRun(LIMITS, version);
            for (ZmqMessage message : messages) {
                ByteBuf out = Unpooled.buffer(size, size);
                boolean whole = encoder.encode(message, out);
                run.feed(Hex.copy(out));
                while (!whole) {
                    out.clear();
                    whole = encoder.resume(out);
                    run.feed(Hex.copy(out));
                }
            }
            assertThat(run.messages).isEqualTo(messages);
        }
    }
}
