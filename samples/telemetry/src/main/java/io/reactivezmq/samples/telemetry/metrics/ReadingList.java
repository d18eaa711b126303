package io.reactivezmq.samples.telemetry.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the readings of one measurement; leaves out what a platform reports as unknown. */
final class ReadingList {

    private final List<Reading> readings = new ArrayList<>();
    private final long time;

    ReadingList(Instant now) {
        this.time = now.toEpochMilli();
    }

    long time() {
        return time;
    }

    /** NaN and negative values are how the sources say "not known (yet)". */
    void add(String metric, double value, String unit) {
        if (Double.isFinite(value) && value >= 0) {
            readings.add(new Reading(metric, value, unit, time));
        }
    }

    List<Reading> readings() {
        return readings;
    }
}
