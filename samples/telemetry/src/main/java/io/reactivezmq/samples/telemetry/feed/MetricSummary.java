package io.reactivezmq.samples.telemetry.feed;

import io.reactivezmq.samples.telemetry.metrics.Reading;
import org.jspecify.annotations.Nullable;

/**
 * All readings of one metric in one window.
 *
 * @param min smallest value
 * @param avg arithmetic mean
 * @param max largest value
 * @param last value of the reading that came last
 * @param count number of readings, at least 1
 * @param unit unit of the last reading; empty for a plain number
 */
public record MetricSummary(double min, double avg, double max, double last, int count, String unit) {

    /** What the window knows after one more reading. */
    static MetricSummary with(@Nullable MetricSummary before, Reading reading) {
        double value = reading.value();
        if (before == null) {
            return new MetricSummary(value, value, value, value, 1, reading.unit());
        }
        int count = before.count + 1;
        // The running mean cannot overflow where a sum could.
        double avg = before.avg + (value - before.avg) / count;
        return new MetricSummary(
                Math.min(before.min, value), avg, Math.max(before.max, value), value, count, reading.unit());
    }
}
