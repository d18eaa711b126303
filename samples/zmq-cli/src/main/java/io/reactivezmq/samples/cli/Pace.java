package io.reactivezmq.samples.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the next message is due. A message that comes a little late, because a thread woke up late, does not delay those behind it,
 * so the rate is right over time; after a pause of input or peer the rate begins anew, and no burst makes up for it.
 */
final class Pace {

    private static final long FORGIVEN = TimeUnit.SECONDS.toNanos(1);

    private final double interval;
    private final LongSupplier clock;
    private long start;
    private long emitted;

    private Pace(double interval, LongSupplier clock) {
        this.interval = interval;
        this.clock = clock;
    }

    static Pace unlimited() {
        return new Pace(0, () -> 0);
    }

    /** @param rate messages a second */
    static Pace of(double rate, LongSupplier nanoClock) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / rate, nanoClock);
    }

    /** How many nanoseconds are left until the next message is due; 0 or less if it is. */
    long untilNext() {
        if (interval == 0) {
            return 0;
        }
        long now = clock.getAsLong();
        if (emitted == 0) {
            start = now;
        }
        return start + (long) (emitted * interval) - now;
    }

    /** The message has gone. */
    void next() {
        if (interval == 0) {
            return;
        }
        if (untilNext() < -FORGIVEN) {
            emitted = 0;
            start = clock.getAsLong();
        }
        emitted++;
    }
}
