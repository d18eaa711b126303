package io.reactivezmq.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZmqMessageTest {

    @Test
    void a_message_of_one_frame() {
        ZmqMessage message = ZmqMessage.of("hällo");

        assertThat(message.frameCount()).isEqualTo(1);
        assertThat(message.size()).isEqualTo(6);
        assertThat(message.frameSize(0)).isEqualTo(6);
        assertThat(message.frame(0)).isEqualTo("hällo".getBytes(StandardCharsets.UTF_8));
        assertThat(message.frameAsString(0)).isEqualTo("hällo");
    }

    @Test
    void a_message_of_several_frames() {
        ZmqMessage message = ZmqMessage.of("topic", "", "body");

        assertThat(message.frameCount()).isEqualTo(3);
        assertThat(message.size()).isEqualTo(9);
        assertThat(message.frameSize(1)).isZero();
        assertThat(message.frameAsString(0)).isEqualTo("topic");
        assertThat(message.frameAsString(1)).isEmpty();
        assertThat(message.frameAsString(2)).isEqualTo("body");
        assertThat(ZmqMessage.of(new byte[] {1}, new byte[] {2, 3}).frame(1)).containsExactly(2, 3);
    }

    @Test
    @DisplayName("RFC 37: 'Messages consist of one or more frames'; 'an empty frame has a size of zero'")
    void an_empty_message_has_one_empty_frame() {
        assertThat(ZmqMessage.empty().frameCount()).isEqualTo(1);
        assertThat(ZmqMessage.empty().size()).isZero();
        assertThat(ZmqMessage.empty()).isEqualTo(ZmqMessage.of("")).isEqualTo(ZmqMessage.of(new byte[0]));
    }

    @Test
    @DisplayName("RFC 37: 'Messages consist of one or more frames', and so never of none")
    void a_message_without_frames_does_not_exist() {
        assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(new byte[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.of(new String[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.wrap(new byte[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> ZmqMessage.builder().build());
    }

    @Test
    void what_goes_in_is_copied() {
        byte[] one = {1};
        byte[] two = {2};
        ZmqMessage single = ZmqMessage.of(one);
        ZmqMessage several = ZmqMessage.of(one, two);
        one[0] = 9;
        two[0] = 9;

        assertThat(single.frame(0)).containsExactly(1);
        assertThat(several.frame(0)).containsExactly(1);
        assertThat(several.frame(1)).containsExactly(2);
    }

    @Test
    void what_comes_out_is_copied() {
        ZmqMessage message = ZmqMessage.of(new byte[] {1});
        message.frame(0)[0] = 9;

        assertThat(message.frame(0)).containsExactly(1);
    }

    @Test
    void wrapping_copies_nothing() {
        byte[] one = {1};
        byte[] two = {2};
        byte[][] frames = {one, two};
        ZmqMessage single = ZmqMessage.wrap(one);
        ZmqMessage several = ZmqMessage.wrap(frames);
        one[0] = 9;
        frames[1] = new byte[] {7};

        assertThat(single.frame(0)).containsExactly(9);
        assertThat(several.frame(0)).containsExactly(9);
        assertThat(several.frame(1)).as("the array of arrays stays the caller's").containsExactly(2);
    }

    @Test
    void no_frame_is_null() {
        assertThatNullPointerException().isThrownBy(() -> ZmqMessage.wrap((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> ZmqMessage.wrap(new byte[1], null));
        assertThatNullPointerException().isThrownBy(() -> ZmqMessage.of(new byte[1], null));
        assertThatNullPointerException().isThrownBy(() -> ZmqMessage.of("a", null));
    }

    @Test
    void a_frame_as_a_buffer_is_read_only_and_shares_no_position() {
        ZmqMessage message = ZmqMessage.of(new byte[] {0, 0, 1, 0});
        ByteBuffer buffer = message.frameAsBuffer(0);

        assertThat(buffer.isReadOnly()).isTrue();
        assertThat(buffer.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(buffer.getInt()).isEqualTo(256);
        assertThat(message.frameAsBuffer(0).position()).isZero();
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> buffer.put(0, (byte) 9));
    }

    @Test
    void a_frame_as_a_number_is_big_endian() {
        ZmqMessage message = ZmqMessage.wrap(
                new byte[] {(byte) 0xFF, 0, 0, 1}, new byte[] {0, 0, 0, 1, 0, 0, 0, 2});

        assertThat(message.frameAsInt(0)).isEqualTo(0xFF000001);
        assertThat(message.frameAsLong(1)).isEqualTo(0x1_0000_0002L);
    }

    @Test
    void a_number_needs_a_frame_of_its_size() {
        ZmqMessage message = ZmqMessage.wrap(new byte[5], new byte[4]);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> message.frameAsInt(0))
                .withMessage("frame 0 has 5 bytes, a number of 4 bytes was asked for");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> message.frameAsLong(1));
    }

    @Test
    void a_frame_is_decoded_with_the_charset_asked_for() {
        ZmqMessage message = ZmqMessage.of(new byte[] {(byte) 0xE4});

        assertThat(message.frameAsString(0, StandardCharsets.ISO_8859_1)).isEqualTo("ä");
        assertThat(message.frameAsString(0)).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 2, Integer.MAX_VALUE})
    void an_index_outside_the_frames_is_refused(int index) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ZmqMessage.of("a").frameSize(index));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ZmqMessage.of("a", "b").frame(index == 1 ? 2 : index == 2 ? 3 : index));
    }

    @Test
    void messages_are_equal_when_their_frames_are() {
        ZmqMessage message = ZmqMessage.of("a", "b");

        assertThat(message).isEqualTo(message).isEqualTo(ZmqMessage.builder().add("a").add("b").build());
        assertThat(message).hasSameHashCodeAs(ZmqMessage.of("a", "b"));
        assertThat(message)
                .isNotEqualTo(ZmqMessage.of("a", "c"))
                .isNotEqualTo(ZmqMessage.of("ab"))
                .isNotEqualTo(ZmqMessage.of("a", "b", ""))
                .isNotEqualTo("a");
    }

    @Test
    void one_frame_is_equal_however_it_was_made() {
        byte[] frame = {1, 2};

        assertThat(ZmqMessage.of(frame))
                .isEqualTo(ZmqMessage.wrap(frame))
                .isEqualTo(ZmqMessage.wrap(new byte[][] {frame}))
                .isEqualTo(ZmqMessage.of(new byte[][] {frame}))
                .isEqualTo(ZmqMessage.builder().add(frame).build())
                .hasSameHashCodeAs(ZmqMessage.wrap(new byte[][] {frame}));
    }

    @Test
    void aByteOfAFrameIsReadInPlace() {
        ZmqMessage message = ZmqMessage.of("ab", "");
        assertThat(message.frameByte(0, 1)).isEqualTo((byte) 'b');
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.frameByte(1, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> message.frameByte(2, 0));
    }
}
