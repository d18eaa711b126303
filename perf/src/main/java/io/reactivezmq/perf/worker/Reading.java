package io.reactivezmq.perf.worker;

/**
 * How many messages had arrived at an instant.
 *
 * @param count messages so far
 * @param nanos the clock's value, of {@link System#nanoTime()}
 */
record Reading(long count, long nanos) {

    /** Messages a second between an earlier reading and this one. */
    double ratePerSecondSince(Reading earlier) {
        long elapsed = nanos - earlier.nanos;
        if (elapsed <= 0) {
            throw new IllegalArgumentException("the later reading must come later");
        }
        return (count - earlier.count) * 1e9 / elapsed;
    }
}
