package io.reactivezmq.samples.telemetry.metrics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns ever-growing counters into rates by remembering what each was the time before. */
final class Rates {

    private record Sample(long counter, long time) {}

    private final Map<String, Sample> previous = new HashMap<>();

    /** Units a second since the previous call for this name; NaN at the first call and after the counter was reset. */
    double perSecond(String name, long counter, long timeMillis) {
        @Nullable Sample before = previous.put(name, new Sample(counter, timeMillis));
        if (before == null || timeMillis <= before.time || counter < before.counter) {
            return Double.NaN;
        }
        return (counter - before.counter) * 1000.0 / (timeMillis - before.time);
    }
}
