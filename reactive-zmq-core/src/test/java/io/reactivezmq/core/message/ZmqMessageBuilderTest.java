package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ZmqMessageBuilderTest {

    @Test
    void frames_of_all_kinds_keep_their_order() {
        ZmqMessage message = ZmqMessage.builder()
                .add(new byte[] {7})
                .addEmpty()
                .add("tëxt")
                .addInt(-2)
                .addLong(Long.MIN_VALUE)
                .add(ByteBuffer.wrap(new byte[] {8, 9}))
                .build();

        assertThat(message.frameCount()).isEqualTo(6);
        assertThat(message.frame(0)).containsExactly(7);
        assertThat(message.frameSize(1)).isZero();
        assertThat(message.frameAsString(2)).isEqualTo("tëxt");
        assertThat(message.frameAsInt(3)).isEqualTo(-2);
        assertThat(message.frameAsLong(4)).isEqualTo(Long.MIN_VALUE);
        assertThat(message.frame(5)).containsExactly(8, 9);
    }

    @Test
    void numbers_are_written_big_endian() {
        ZmqMessage message = ZmqMessage.builder().addInt(1).addLong(2).build();

        assertThat(message.frame(0)).containsExactly(0, 0, 0, 1);
        assertThat(message.frame(1)).containsExactly(0, 0, 0, 0, 0, 0, 0, 2);
    }

    @Test
    void arrays_are_copied() {
        byte[] frame = {1};
        ZmqMessageBuilder builder = ZmqMessage.builder().add(frame);
        frame[0] = 9;

        assertThat(builder.build().frame(0)).containsExactly(1);
    }

    @Test
    void of_a_buffer_the_remaining_bytes_are_taken_and_the_position_stays() {
        ByteBuffer direct = ByteBuffer.allocateDirect(4).order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {1, 2, 3, 4});
        direct.position(1).limit(3);

        ZmqMessage message = ZmqMessage.builder().add(direct).add(direct.asReadOnlyBuffer()).build();

        assertThat(message.frame(0)).containsExactly(2, 3);
        assertThat(message.frame(1)).containsExactly(2, 3);
        assertThat(direct.position()).isEqualTo(1);
    }

    @Test
    void a_builder_may_go_on_after_build() {
        ZmqMessageBuilder builder = ZmqMessage.builder().add("a");
        ZmqMessage first = builder.build();
        ZmqMessage second = builder.add("b").build();

        assertThat(first).isEqualTo(ZmqMessage.of("a"));
        assertThat(second).isEqualTo(ZmqMessage.of("a", "b"));
    }
}
