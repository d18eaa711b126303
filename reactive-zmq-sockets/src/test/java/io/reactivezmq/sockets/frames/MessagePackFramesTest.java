package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqCodecException;
import io.reactivezmq.core.message.ZmqMessage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Bytes are those of the MessagePack specification, in hexadecimal. */
class MessagePackFramesTest {

    private final FrameCodec<Tick> ticks = FrameCodec.messagePack(Tick.class);

    /** One component for each kind of value. */
    record Everything(boolean yes, int small, long large, BigInteger unsigned, float single, double twice, BigDecimal decimal,
            String text, byte[] bytes, List<Integer> list, Map<String, Integer> map, Instant instant) {
    }

    private static ZmqMessage hex(String bytes) {
        return ZmqMessage.of(HexFormat.of().parseHex(bytes));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void a_record_survives_the_way() {
        assertThat(ticks.decode(ticks.message(Tick.of("BMW")))).isEqualTo(Tick.of("BMW"));
    }

    @Test
    void every_kind_of_value_survives_the_way() {
        FrameCodec<Everything> codec = FrameCodec.messagePack(Everything.class);
        Everything value = new Everything(true, -1, Long.MIN_VALUE, BigInteger.TWO.pow(64).subtract(BigInteger.ONE), 0.1f, 0.1,
                new BigDecimal("12.25"), "ü", new byte[] {0, -1}, List.of(1, 70_000), Map.of("a", 1), Instant.EPOCH);

        assertThat(codec.decode(codec.message(value))).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void type_arguments_are_kept() {
        FrameCodec<List<Tick>> codec = JacksonFrames.messagePack(JsonMapper.shared(), new TypeReference<>() { });

        assertThat(codec.decode(codec.message(List.of(Tick.of("BMW"))))).containsExactly(Tick.of("BMW"));
    }

    @Test
    @DisplayName("msgpack.org, the example of its front page: 27 bytes of JSON are 18 of MessagePack")
    void the_bytes_are_those_of_the_specification() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("compact", true);
        value.put("schema", 0);
        FrameCodec<Map<String, Object>> codec = JacksonFrames.messagePack(JsonMapper.shared(), new TypeReference<>() { });

        assertThat(hex(codec.encode(value))).isEqualTo("82a7636f6d70616374c3a6736368656d6100");
        assertThat(codec.decode(codec.message(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"c2, false", "7f, 127", "e0, -32", "cd0100, 256", "cfffffffffffffffff, 18446744073709551615", "a161, a",
        "d96161, ", "ca3f800000, 1.0", "cb3ff8000000000000, 1.5", "d6ff00000000, 1970-01-01T00:00:00Z"})
    @DisplayName("the formats of the specification, as another implementation writes them")
    void formats_are_read(String bytes, String expected) {
        if (expected == null) {
            assertThatExceptionOfType(ZmqCodecException.class)
                    .as("a text of 97 bytes of which one is there")
                    .isThrownBy(() -> FrameCodec.messagePack(Object.class).decode(hex(bytes)));
        } else {
            assertThat(FrameCodec.messagePack(Object.class).decode(hex(bytes))).hasToString(expected);
        }
    }

    @Test
    void keys_that_are_integers_are_read_as_text() {
        assertThat(FrameCodec.messagePack(Object.class).decode(hex("8205c3ffc2"))).isEqualTo(Map.of("5", true, "-1", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                 | ends too early",
        "93 01              | ends too early",
        "c1                 | illegal byte",
        "c6 7fffffff 00     | a value of 2147483647 bytes has only 1",
        "db 7fffffff 00     | a value of 2147483647 bytes has only 1",
        "c6 ffffffff 00     | ends too early or has an illegal byte",
        "dd 7fffffff        | ends too early",
        "df ffffffff        | ends too early or has an illegal byte",
        "c0 c0              | 1 bytes follow the value",
        "d4 05 00           | ext type 5 is not known",
        "81 c0 01           | neither text nor an integer",
        "a1 ff              | Input length = 1",
        "c0                 | it says null",
    })
    void bytes_that_are_no_value_are_an_error(String bytes, String reason) {
        ZmqMessage message = hex(bytes.replace(" ", ""));

        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> FrameCodec.messagePack(Object.class).decode(message))
                .withMessageContaining(reason)
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.EPROTO));
    }

    @Test
    void an_array_that_never_ends_is_an_error_and_no_overflow_of_the_stack() {
        byte[] nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 0x91);

        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> FrameCodec.messagePack(Object.class).decode(ZmqMessage.of(nested)))
                .withMessageContaining("nested deeper than 500");
    }

    @Test
    void a_value_of_another_type_is_an_error() {
        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> ticks.decode(FrameCodec.messagePack(String.class).message("BMW")))
                .withMessageContaining("is no MessagePack of " + Tick.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "-9223372036854775809"})
    void an_integer_of_more_than_64_bits_cannot_be_written(BigInteger number) {
        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> FrameCodec.messagePack(BigInteger.class).encode(number))
                .withMessageContaining("write it as text");
    }

    @Test
    void a_decimal_that_no_float_has_cannot_be_written() {
        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> FrameCodec.messagePack(BigDecimal.class).encode(new BigDecimal("0.1234567890123456789")))
                .withMessageContaining("write it as text");
    }
}
