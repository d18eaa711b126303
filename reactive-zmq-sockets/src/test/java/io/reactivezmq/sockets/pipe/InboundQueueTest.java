package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.ofSize;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundQueueTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    @DisplayName("ZMQ_RCVHWM: full at the mark, and still it refuses nothing that was decoded")
    void it_is_full_at_its_mark_and_takes_what_comes(int mark) {
        InboundQueue queue = new InboundQueue(mark, 0);

        for (int i = 0; i < mark; i++) {
            assertThat(queue.isFull()).isFalse();
            queue.offer(number(i));
        }
        assertThat(queue.isFull()).isTrue();
        queue.offer(number(mark));

        for (int i = 0; i <= mark; i++) {
            assertThat(queue.poll()).isEqualTo(number(i));
        }
        assertThat(queue.poll()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void it_is_low_again_at_half_of_its_mark(int mark) {
        InboundQueue queue = new InboundQueue(mark, 0);
        for (int i = 0; i < mark; i++) {
            queue.offer(number(i));
        }

        while (queue.size() > mark / 2) {
            assertThat(queue.isBelowLowWaterMark()).isFalse();
            queue.poll();
        }

        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @Test
    @DisplayName("ZMQ_RCVHWM 0: no limit")
    void a_mark_of_zero_is_never_reached() {
        InboundQueue queue = new InboundQueue(0, 0);

        for (int i = 0; i < 100_000; i++) {
            queue.offer(number(1));
        }

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @Test
    void large_messages_fill_it_by_their_bytes() {
        InboundQueue queue = new InboundQueue(1000, 10_000);

        queue.offer(ofSize(9_999));
        assertThat(queue.isFull()).isFalse();
        queue.offer(ofSize(4_096));
        assertThat(queue.isFull()).isTrue();
        queue.poll();

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @Test
    void before_its_first_message_it_is_empty() {
        InboundQueue queue = new InboundQueue(1, 0);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isNull();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @Test
    @DisplayName("what was forgotten takes no room from what comes after it")
    void messages_that_were_forgotten_leave_their_bytes() {
        InboundQueue queue = new InboundQueue(1000, 10_000);
        queue.offer(ofSize(20_000));
        queue.offer(ofSize(20_000));

        assertThat(queue.forget()).isEqualTo(2);

        assertThat(queue.countedBytes()).isZero();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
        queue.offer(ofSize(9_999));
        assertThat(queue.isFull()).isFalse();
    }
}
