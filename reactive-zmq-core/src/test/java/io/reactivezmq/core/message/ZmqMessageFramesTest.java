package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames put in front of a message and taken away again, as ROUTER and REQ do. */
class ZmqMessageFramesTest {

    @Test
    void a_frame_in_front_leaves_the_message_alone() {
        ZmqMessage one = ZmqMessage.of("body");
        ZmqMessage two = one.withFirst("id");

        assertThat(one).isEqualTo(ZmqMessage.of("body"));
        assertThat(two).isEqualTo(ZmqMessage.of("id", "body"));
        assertThat(two.withFirst(new byte[0])).isEqualTo(ZmqMessage.of("", "id", "body"));
    }

    @Test
    void a_frame_in_front_is_copied() {
        byte[] id = {'a'};
        ZmqMessage message = ZmqMessage.of("body").withFirst(id);
        id[0] = 'x';

        assertThat(message).isEqualTo(ZmqMessage.of("a", "body"));
    }

    @Test
    void frames_are_taken_from_the_front() {
        ZmqMessage message = ZmqMessage.of("a", "b", "c");

        assertThat(message.withoutFirst(0)).isSameAs(message);
        assertThat(message.withoutFirst(1)).isEqualTo(ZmqMessage.of("b", "c"));
        assertThat(message.withoutFirst(2)).isEqualTo(ZmqMessage.of("c"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 3})
    void one_frame_is_always_left(int count) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ZmqMessage.of("a", "b").withoutFirst(count));
    }
}
