package io.reactivezmq.samples.telemetry.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.HandshakeFailures;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.pressure.PressureSample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final TelemetryProperties PROPERTIES = new TelemetryProperties(
            null,
            List.of("host."),
            "tcp://127.0.0.1:*",
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            60,
            new TelemetryProperties.SlowConsumer(2000, 20, 512, 100));

    private static final PressureSample OFF = new PressureSample(false, 0, 0, 0, 0, 0, 0, 0);

    private final StatusReport report =
            new StatusReport("epoll", "tcp://127.0.0.1:5556", PROPERTIES, new BrowserCount());

    @Test
    void ratesAreDifferencesASecond() {
        TelemetryStatus status = report.between(
                sample(1000, statistics(10, 100, 0), statistics(20, 200, 0), OFF),
                sample(1500, statistics(60, 600, 0), statistics(40, 1200, 0), OFF));

        assertThat(status.publisher()).isNotNull();
        assertThat(status.publisher().sentPerSecond()).isEqualTo(100);
        assertThat(status.subscriber().receivedPerSecond()).isEqualTo(40);
        assertThat(status.subscriber().bytesPerSecond()).isEqualTo(2000);
    }

    @Test
    void dropsOfAllSocketsAddUpAndKeepTheirReasons() {
        TelemetryStatus status = report.between(
                sample(0, statistics(0, 0, 1), statistics(0, 0, 2), OFF),
                sample(1000, statistics(0, 0, 4), statistics(0, 0, 2), OFF));

        assertThat(status.dropped()).isEqualTo(6);
        assertThat(status.droppedPerSecond()).isEqualTo(3);
        assertThat(status.publisher().dropped()).containsExactly(Map.entry("SEND_HIGH_WATER_MARK", 4L));
    }

    @Test
    void externalPublisherHasNoNumbers() {
        CounterSample sample = sample(0, null, statistics(0, 0, 0), OFF);

        assertThat(report.between(sample, sample).publisher()).isNull();
    }

    @Test
    void pressureTellsRatesDropsAndWhatIsOnTheWay() {
        TelemetryStatus.Pressure pressure = report.between(
                        sample(0, null, statistics(0, 0, 0), new PressureSample(true, 1000, 990, 10, 500, 300, 10, 0)),
                        sample(1000, null, statistics(0, 0, 0), new PressureSample(true, 3000, 2980, 30, 2400, 320, 30, 1)))
                .pressure();

        assertThat(pressure.pubSub()).isEqualTo(new TelemetryStatus.PubSub(2000, 1990, 20, 1900, 2400, 570));
        assertThat(pressure.pushPull()).isEqualTo(new TelemetryStatus.PushPull(20, 20, 1, 289));
    }

    @Test
    void newRunOfTheExperimentCountsFromZeroAndNotFromTheOldRun() {
        TelemetryStatus.Pressure pressure = report.between(
                        sample(0, null, statistics(0, 0, 0), new PressureSample(true, 9000, 9000, 100, 0, 0, 0, 0)),
                        sample(1000, null, statistics(0, 0, 0), new PressureSample(true, 200, 200, 5, 0, 0, 0, 0)))
                .pressure();

        assertThat(pressure.pubSub().offeredPerSecond()).isEqualTo(200);
        assertThat(pressure.pubSub().slowPerSecond()).isEqualTo(5);
    }

    private static CounterSample sample(
            long time,
            @Nullable SocketStatistics publisher,
            SocketStatistics subscriber,
            PressureSample pressure) {
        return new CounterSample(time, publisher, subscriber, 0, pressure, 0);
    }

    private static SocketStatistics statistics(long messages, long bytes, long dropped) {
        Map<DropReason, Long> drops = dropped == 0 ? Map.of() : Map.of(DropReason.SEND_HIGH_WATER_MARK, dropped);
        return new SocketStatistics(messages, bytes, messages, bytes, 1, 0, 0, drops, 0, HandshakeFailures.none());
    }
}
