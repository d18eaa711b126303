package io.reactivezmq.samples.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Text {

    private static final double MEGA = 1e6;
    private static final int NANOS_A_MILLI = 1_000_000;

    private Text() {
    }

    /** As it is written on the command line: {@code 500ms}, {@code 2s}, {@code 1.5s}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }

    static String ofNanos(long nanos) {
        return of(Duration.ofMillis(nanos / NANOS_A_MILLI));
    }

    static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }

    /** {@code 1 message}, {@code 2 messages}. */
    static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
