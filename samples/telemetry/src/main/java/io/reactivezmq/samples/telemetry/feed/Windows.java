package io.reactivezmq.samples.telemetry.feed;

import io.reactivezmq.samples.telemetry.metrics.Reading;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Folds a stream of readings into windows of equal length.
 *
 * <p>A fold in each window rather than {@code groupBy(metric)}: a group lives until its stream ends, and a
 * {@code groupBy} with more groups than its {@code flatMap} has room for stalls. Here a publisher with endless new names
 * costs one window's worth of memory.
 */
final class Windows {

    private Windows() {}

    /**
     * One window every {@code length}, also when nothing arrived: silence is information too.
     *
     * @param maxMetrics names that one window holds; readings of further names are only counted
     * @param scheduler keeps the time
     */
    static Flux<TelemetryWindow> of(Flux<Reading> readings, Duration length, int maxMetrics, Scheduler scheduler) {
        return readings.window(length, scheduler)
                .concatMap(window -> window.collect(() -> new Fold(maxMetrics, scheduler), Fold::add)
                        .map(Fold::finish));
    }

    private static final class Fold {

        private final Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        private final int maxMetrics;
        private final Scheduler scheduler;
        private int readings;
        private int ignored;
        private double lagMillis;

        Fold(int maxMetrics, Scheduler scheduler) {
            this.maxMetrics = maxMetrics;
            this.scheduler = scheduler;
        }

        void add(Reading reading) {
            readings++;
            lagMillis += (now() - reading.time() - lagMillis) / readings;
            MetricSummary before = metrics.get(reading.metric());
            if (before == null && metrics.size() >= maxMetrics) {
                ignored++;
            } else {
                metrics.put(reading.metric(), MetricSummary.with(before, reading));
            }
        }

        TelemetryWindow finish() {
            return new TelemetryWindow(now(), readings, ignored, lagMillis, metrics);
        }

        private long now() {
            return scheduler.now(TimeUnit.MILLISECONDS);
        }
    }
}
