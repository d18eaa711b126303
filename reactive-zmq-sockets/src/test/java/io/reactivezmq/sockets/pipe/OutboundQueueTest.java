package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.ofSize;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundQueueTest {

    private static OutboundQueue queue(int highWaterMark) {
        return new OutboundQueue(highWaterMark, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 1000, 1 << 16, (1 << 16) + 1})
    @DisplayName("ZMQ_SNDHWM: the hard limit on the number of outstanding messages, to the message")
    void it_takes_exactly_as_many_as_its_mark(int mark) {
        OutboundQueue queue = queue(mark);

        for (int i = 0; i < mark; i++) {
            assertThat(queue.isFull()).isFalse();
            assertThat(queue.offer(number(i))).isTrue();
        }

        assertThat(queue.isFull()).isTrue();
        assertThat(queue.offer(number(mark))).isFalse();
        assertThat(queue.size()).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 1000})
    void one_that_leaves_makes_room_for_one(int mark) {
        OutboundQueue queue = queue(mark);
        for (int i = 0; i < mark; i++) {
            queue.offer(number(i));
        }

        for (int i = mark; i < 3 * mark; i++) {
            assertThat(queue.poll()).isEqualTo(number(i - mark));
            assertThat(queue.offer(number(i))).isTrue();
            assertThat(queue.offer(number(i))).isFalse();
        }
    }

    @Test
    @DisplayName("ZMQ_SNDHWM 0: no limit")
    void a_mark_of_zero_takes_everything() {
        OutboundQueue queue = queue(0);

        for (int i = 0; i < 200_000; i++) {
            assertThat(queue.offer(number(1))).isTrue();
        }

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @Test
    void before_its_first_message_it_is_empty_and_has_room() {
        OutboundQueue queue = queue(1);

        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    @DisplayName("the low-water mark is half of the high one")
    void it_is_low_again_at_half_of_its_mark(int mark) {
        OutboundQueue queue = queue(mark);
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
    void bytes_bound_it_too_and_are_given_back() {
        OutboundQueue queue = new OutboundQueue(1000, 10_000);
        queue.offer(ofSize(5_000));
        queue.offer(ofSize(5_000));

        assertThat(queue.isFull()).isTrue();
        assertThat(queue.offer(ofSize(5_000))).isFalse();
        queue.poll();

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.isBelowLowWaterMark()).isTrue();
        assertThat(queue.offer(ofSize(5_000))).isTrue();
    }

    @Test
    void a_message_refused_for_its_number_costs_no_bytes() {
        OutboundQueue queue = new OutboundQueue(1, 10_000);
        queue.offer(ofSize(10));

        for (int i = 0; i < 5; i++) {
            assertThat(queue.offer(ofSize(6_000))).isFalse();
        }
        queue.poll();

        assertThat(queue.offer(ofSize(10_000))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    @DisplayName("any thread may offer: the mark holds and nothing is lost")
    void threads_that_offer_at_once_never_exceed_the_mark(int mark) throws InterruptedException {
        int each = 50_000;
        OutboundQueue queue = queue(mark);
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(3);
        for (int t = 0; t < 3; t++) {
            new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    if (queue.offer(number(i))) {
                        accepted.incrementAndGet();
                    }
                }
                running.countDown();
            }).start();
        }
        int polled = 0;
        while (running.getCount() > 0 || !queue.isEmpty()) {
            assertThat(queue.size()).isLessThanOrEqualTo(mark);
            ZmqMessage message = queue.poll();
            polled += message == null ? 0 : 1;
        }

        assertThat(polled).isEqualTo(accepted.get());
    }
}
