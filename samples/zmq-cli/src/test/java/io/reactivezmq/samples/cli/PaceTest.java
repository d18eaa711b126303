package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(-5);

    /** Sends as many as are due, each {@code late} after it was, and returns the time that it took. */
    private long send(Pace pace, int messages, long late) {
        long start = clock.get();
        for (int i = 0; i < messages; i++) {
            long left = pace.untilNext();
            if (left > 0) {
                clock.addAndGet(left + late);
            }
            pace.next();
        }
        return clock.get() - start;
    }

    @Test
    @DisplayName("--rate is exact over time, although each wait takes a little too long")
    void the_rate_is_exact() {
        long late = TimeUnit.MICROSECONDS.toNanos(60);

        assertThat(send(Pace.of(1000, clock::get), 10_001, late)).isBetween(10 * SECOND, 10 * SECOND + late);
        assertThat(send(Pace.of(300_000, clock::get), 300_001, late)).isBetween(SECOND, SECOND + late);
        assertThat(send(Pace.of(0.5, clock::get), 3, 0)).isEqualTo(4 * SECOND);
    }

    @Test
    @DisplayName("after a pause of the input the rate begins anew, and nothing is made up for")
    void a_pause_is_no_reason_for_a_burst() {
        Pace pace = Pace.of(10, clock::get);
        send(pace, 5, 0);
        clock.addAndGet(60 * SECOND);
        send(pace, 1, 0);

        assertThat(send(pace, 10, 0)).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("without --rate nothing waits")
    void unlimited() {
        assertThat(Pace.unlimited().untilNext()).isZero();
    }
}
