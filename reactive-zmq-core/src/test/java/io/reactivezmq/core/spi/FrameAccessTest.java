package io.reactivezmq.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.message.ZmqMessage;
import org.junit.jupiter.api.Test;

class FrameAccessTest {

    private final FrameAccess access = FrameAccess.get();

    @Test
    void one_frame_goes_in_and_out_without_a_copy() {
        byte[] frame = {1, 2, 3};
        ZmqMessage message = access.wrap(frame);

        assertThat(access.frame(message, 0)).isSameAs(frame);
        assertThat(message).isEqualTo(ZmqMessage.of(frame));
    }

    @Test
    void several_frames_go_in_and_out_without_a_copy() {
        byte[][] frames = {{1}, {}, {2, 3}};
        ZmqMessage message = access.wrap(frames);

        assertThat(message.frameCount()).isEqualTo(3);
        assertThat(access.frame(message, 2)).isSameAs(frames[2]);
    }

    @Test
    void an_array_of_one_frame_is_the_same_as_one_frame() {
        byte[] frame = {1};

        assertThat(access.wrap(new byte[][] {frame})).isEqualTo(access.wrap(frame));
        assertThat(access.frame(access.wrap(new byte[][] {frame}), 0)).isSameAs(frame);
    }

    @Test
    void a_message_has_at_least_one_frame() {
        assertThatThrownBy(() -> access.wrap(new byte[0][])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobody_else_can_install_an_access() {
        assertThatThrownBy(() -> FrameAccess.install(access)).isInstanceOf(IllegalStateException.class);
        assertThat(FrameAccess.get()).isSameAs(access);
    }
}
