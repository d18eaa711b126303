package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Publishers to a PUB whose subscribers are all at their high-water mark. */
class RestingSourcesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventLoop loop = channel.eventLoop();
    private final RestingSources resting = new RestingSources();
    private final AtomicInteger woken = new AtomicInteger();

    RestingSourcesTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    @DisplayName("the first room anywhere wakes every source, once")
    void room_ends_the_rest() {
        resting.add(woken::incrementAndGet, loop);
        resting.add(woken::incrementAndGet, loop);
        channel.runPendingTasks();
        assertThat(woken).hasValue(0);

        resting.wake(loop);
        resting.wake(loop);
        channel.runPendingTasks();

        assertThat(woken).hasValue(2);
    }

    @Test
    @DisplayName("RFC 29: PUB never waits; without any room a source goes on after a millisecond")
    void the_rest_is_short() {
        resting.add(woken::incrementAndGet, loop);

        pass(900);
        assertThat(woken).hasValue(0);
        pass(100);
        assertThat(woken).hasValue(1);
    }

    @Test
    void the_next_rest_is_as_long_as_the_first() {
        resting.add(woken::incrementAndGet, loop);
        pass(1_000);
        resting.add(woken::incrementAndGet, loop);

        pass(900);
        assertThat(woken).hasValue(1);
        pass(100);
        assertThat(woken).hasValue(2);
    }

    private void pass(int micros) {
        channel.advanceTimeBy(micros, TimeUnit.MICROSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
