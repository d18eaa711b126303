package io.reactivezmq.samples.telemetry.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The readings that arrived within one stretch of time, one summary a metric.
 *
 * @param time end of the window, in milliseconds since the epoch; grows from window to window
 * @param readings number of readings in it
 * @param ignored readings of metrics beyond the number that one window holds
 * @param lagMillis mean of (arrival - measurement) in milliseconds; says as much about two clocks as about the way
 * @param metrics summaries by name, in the order in which the metrics came first
 */
public record TelemetryWindow(
        long time, int readings, int ignored, double lagMillis, Map<String, MetricSummary> metrics) {

    /** This window with only the metrics whose name starts with {@code prefix}. */
    public TelemetryWindow only(String prefix) {
        if (prefix.isEmpty()) {
            return this;
        }
        Map<String, MetricSummary> some = new LinkedHashMap<>(metrics);
        some.keySet().removeIf(metric -> !metric.startsWith(prefix));
        return new TelemetryWindow(time, readings, ignored, lagMillis, some);
    }
}
