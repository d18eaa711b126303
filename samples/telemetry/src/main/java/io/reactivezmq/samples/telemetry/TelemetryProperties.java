package io.reactivezmq.samples.telemetry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What a user may set, all below {@code telemetry.}
 *
 * @param publisher where an external PUB socket listens, for example {@code tcp://host:5556}; when it is absent the
 *     application publishes the metrics of the host that it runs on
 * @param topics topic prefixes to subscribe to; none means everything
 * @param bind where the application's own PUB socket listens; {@code *} as port takes a free one
 * @param sampleInterval time between two measurements of the own publisher
 * @param window length of one window of the stream
 * @param history number of windows kept for browsers that come later
 * @param slowConsumer the experiment behind the switch
 */
@ConfigurationProperties("telemetry")
public record TelemetryProperties(
        @Nullable String publisher,
        @DefaultValue List<String> topics,
        @DefaultValue("tcp://127.0.0.1:*") String bind,
        @DefaultValue("250ms") Duration sampleInterval,
        @DefaultValue("1s") Duration window,
        @DefaultValue("120") int history,
        @DefaultValue SlowConsumer slowConsumer) {

    public TelemetryProperties {
        Assert.isTrue(sampleInterval.toMillis() > 0, "telemetry.sample-interval must be at least 1ms");
        Assert.isTrue(window.toMillis() > 0, "telemetry.window must be at least 1ms");
        Assert.isTrue(history >= 1 && history <= 3600, "telemetry.history must be from 1 to 3600 windows");
    }

    /** Whether the metrics come from elsewhere; if so, nothing is published here. */
    public boolean external() {
        return StringUtils.hasText(publisher);
    }

    /**
     * The experiment: a publisher, or a pusher, that is much faster than the slow one of its consumers.
     *
     * @param offeredPerSecond messages a second that the sender would like to send; from 100 to 100 000
     * @param consumedPerSecond messages a second that the slow consumer asks for; from 1 to 1000
     * @param payloadBytes size of one message; from 1 to 65536
     * @param highWaterMark messages that the PUB may queue for one subscriber; from 1 to 100 000
     */
    public record SlowConsumer(
            @DefaultValue("2000") int offeredPerSecond,
            @DefaultValue("50") int consumedPerSecond,
            @DefaultValue("1024") int payloadBytes,
            @DefaultValue("500") int highWaterMark) {

        public SlowConsumer {
            range("offered-per-second", offeredPerSecond, 100, 100_000);
            range("consumed-per-second", consumedPerSecond, 1, 1000);
            range("payload-bytes", payloadBytes, 1, 65_536);
            range("high-water-mark", highWaterMark, 1, 100_000);
        }

        private static void range(String name, int value, int low, int high) {
            Assert.isTrue(
                    value >= low && value <= high,
                    () -> "telemetry.slow-consumer." + name + " must be from " + low + " to " + high);
        }
    }
}
