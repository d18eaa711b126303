package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqCodecException;
import io.reactivezmq.core.message.ZmqMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class JsonFramesTest {

    private final FrameCodec<Tick> ticks = FrameCodec.json(Tick.class);

    /** Whatever Jackson cannot write: it refers to itself. */
    public static final class Endless {

        public Endless getSelf() {
            return this;
        }
    }

    @Test
    void a_record_survives_the_way() {
        assertThat(ticks.decode(ticks.message(Tick.of("BMW")))).isEqualTo(Tick.of("BMW"));
    }

    @Test
    @DisplayName("pyzmq: Socket.send_json() sends one frame of UTF-8")
    void a_value_is_one_frame_of_utf_8() {
        ZmqMessage message = FrameCodec.json(String.class).message("ü");

        assertThat(message.frameCount()).isEqualTo(1);
        assertThat(message.frame(0)).isEqualTo("\"ü\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_topic_goes_in_front() {
        ZmqMessage message = ticks.message(Tick.of("BMW")).withFirst("ticks.");

        assertThat(ticks.decoder(1).apply(message)).isEqualTo(Tick.of("BMW"));
    }

    @Test
    void type_arguments_are_kept() {
        FrameCodec<Map<String, List<Tick>>> codec = JacksonFrames.of(JsonMapper.shared(), new TypeReference<>() { });
        Map<String, List<Tick>> value = Map.of("cars", List.of(Tick.of("BMW"), Tick.of("VOW")));

        assertThat(codec.decode(codec.message(value))).isEqualTo(value);
    }

    @Test
    void the_mapper_is_that_of_the_application() {
        JsonMapper snakes = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE).build();

        ZmqMessage message = JacksonFrames.of(snakes, Tick.class).message(Tick.of("BMW"));

        assertThat(message.frameAsString(0)).contains("\"SYMBOL\":\"BMW\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"symbol\":", "[]", "no json", "{} {}", "{\"price\":\"dear\"}", "null"})
    void a_frame_that_is_no_such_value_is_an_error_with_frame_and_type(String json) {
        ZmqMessage message = ZmqMessage.of("topic", json);

        assertThatExceptionOfType(ZmqCodecException.class).isThrownBy(() -> ticks.decode(message, 1)).satisfies(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.EPROTO);
            assertThat(error.frame()).isEqualTo(1);
            assertThat(error.type()).isEqualTo(Tick.class.getName());
            assertThat(error).hasMessageStartingWith("frame 1 (" + json.length() + " bytes) is no JSON of");
        });
    }

    @Test
    void an_array_that_never_ends_is_an_error_and_no_overflow_of_the_stack() {
        ZmqMessage message = ZmqMessage.of("[".repeat(1_000_000));

        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> FrameCodec.json(Object.class).decode(message))
                .withMessageContaining("depth");
    }

    @Test
    void a_frame_that_is_not_there_is_an_error_of_the_message() {
        assertThatExceptionOfType(ZmqCodecException.class)
                .isThrownBy(() -> ticks.decode(ZmqMessage.of("alone"), 1))
                .withMessageContaining("the message has 1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ticks.decode(ZmqMessage.of("alone"), -1));
    }

    @Test
    void a_value_that_cannot_be_written_is_an_error_of_the_caller() {
        FrameCodec<Endless> codec = FrameCodec.json(Endless.class);

        assertThatExceptionOfType(ZmqCodecException.class).isThrownBy(() -> codec.encode(new Endless())).satisfies(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.EINVAL);
            assertThat(error.frame()).isEqualTo(-1);
            assertThat(error).hasMessageContaining(Endless.class.getName());
        });
    }

    @Test
    void a_codec_says_what_it_does() {
        assertThat(ticks).hasToString("JSON of " + Tick.class.getName());
    }
}
