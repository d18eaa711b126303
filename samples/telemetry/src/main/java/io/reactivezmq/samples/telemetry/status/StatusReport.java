package io.reactivezmq.samples.telemetry.status;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.pressure.PressureSample;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a status of two samples: a function, but for the number of browsers. */
record StatusReport(String io, String endpoint, TelemetryProperties properties, BrowserCount browsers) {

    TelemetryStatus between(CounterSample before, CounterSample after) {
        Rate rate = new Rate(after.time() - before.time());
        return new TelemetryStatus(
                after.time(),
                io,
                endpoint,
                properties.external(),
                properties.topics(),
                properties.window().toMillis(),
                properties.history(),
                after.dropped(),
                rate.of(before.dropped(), after.dropped()),
                publisher(rate, before.publisher(), after.publisher()),
                subscriber(rate, before.subscriber(), after),
                pressure(rate, before.pressure(), after.pressure()),
                new TelemetryStatus.Browsers(browsers.connected(), browsers.lostEvents()));
    }

    private static TelemetryStatus.@Nullable Publisher publisher(
            Rate rate, @Nullable SocketStatistics before, @Nullable SocketStatistics after) {
        if (before == null || after == null) {
            return null;
        }
        return new TelemetryStatus.Publisher(
                rate.of(before.messagesSent(), after.messagesSent()),
                after.messagesSent(),
                after.peers(),
                byName(after.dropped()));
    }

    private static TelemetryStatus.Subscriber subscriber(Rate rate, SocketStatistics before, CounterSample sample) {
        SocketStatistics after = sample.subscriber();
        return new TelemetryStatus.Subscriber(
                rate.of(before.messagesReceived(), after.messagesReceived()),
                rate.of(before.bytesReceived(), after.bytesReceived()),
                after.messagesReceived(),
                after.peers(),
                after.reconnects(),
                sample.malformed(),
                byName(after.dropped()));
    }

    private TelemetryStatus.Pressure pressure(Rate rate, PressureSample before, PressureSample after) {
        TelemetryProperties.SlowConsumer settings = properties.slowConsumer();
        return new TelemetryStatus.Pressure(
                after.enabled(),
                settings.offeredPerSecond(),
                settings.consumedPerSecond(),
                settings.highWaterMark(),
                new TelemetryStatus.PubSub(
                        rate.of(before.offered(), after.offered()),
                        rate.of(before.fast(), after.fast()),
                        rate.of(before.slow(), after.slow()),
                        rate.of(before.pubDropped(), after.pubDropped()),
                        after.pubDropped(),
                        Math.max(0, after.offered() - after.slow() - after.pubDropped())),
                new TelemetryStatus.PushPull(
                        rate.of(before.pushed(), after.pushed()),
                        rate.of(before.pulled(), after.pulled()),
                        after.pushDropped(),
                        Math.max(0, after.pushed() - after.pulled() - after.pushDropped())));
    }

    private static Map<String, Long> byName(Map<DropReason, Long> dropped) {
        Map<String, Long> names = new TreeMap<>();
        dropped.forEach((reason, count) -> names.put(reason.name(), count));
        return names;
    }

    /** Differences a second; a counter that fell was started anew, and counts from zero. */
    private record Rate(long millis) {

        double of(long before, long after) {
            long from = after < before ? 0 : before;
            return millis <= 0 ? 0 : (after - from) * 1000.0 / millis;
        }
    }
}
