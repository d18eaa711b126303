package io.reactivezmq.samples.telemetry.status;

import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.samples.telemetry.pressure.PressureSample;
import org.jspecify.annotations.Nullable;

/**
 * All counters at one moment; two of them make a {@link TelemetryStatus}.
 *
 * @param time milliseconds since the epoch
 * @param publisher of the application's own PUB; null when the publisher is external
 * @param malformed received messages that were no readings
 * @param pressureDrops drops of all runs of the experiment
 */
record CounterSample(
        long time,
        @Nullable SocketStatistics publisher,
        SocketStatistics subscriber,
        long malformed,
        PressureSample pressure,
        long pressureDrops) {

    /** Messages that any socket of this application lost since it started. */
    long dropped() {
        return (publisher == null ? 0 : publisher.droppedTotal()) + subscriber.droppedTotal() + pressureDrops;
    }
}
