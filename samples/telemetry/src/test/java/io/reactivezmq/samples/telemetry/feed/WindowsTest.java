package io.reactivezmq.samples.telemetry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.samples.telemetry.metrics.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class WindowsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final TestPublisher<Reading> readings = TestPublisher.create();

    @AfterEach
    void stop() {
        time.dispose();
    }

    @Test
    void windowHoldsMinimumMeanMaximumAndLastOfEachMetric() {
        StepVerifier.create(windows(10))
                .then(() -> emit("cpu", 1, 5, 3))
                .then(() -> emit("mem", 7))
                .then(() -> time.advanceTimeBy(SECOND))
                .assertNext(window -> {
                    assertThat(window.time()).isEqualTo(1000);
                    assertThat(window.readings()).isEqualTo(4);
                    assertThat(window.metrics())
                            .containsEntry("cpu", new MetricSummary(1, 3, 5, 3, 3, "u"))
                            .containsEntry("mem", new MetricSummary(7, 7, 7, 7, 1, "u"))
                            .hasSize(2);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void readingsOfOneWindowAreNotSeenInTheNext() {
        StepVerifier.create(windows(10).map(window -> List.copyOf(window.metrics().keySet())))
                .then(() -> emit("cpu", 1))
                .then(() -> time.advanceTimeBy(SECOND))
                .expectNext(List.of("cpu"))
                .then(() -> emit("mem", 1))
                .then(() -> time.advanceTimeBy(SECOND))
                .expectNext(List.of("mem"))
                .thenCancel()
                .verify();
    }

    @Test
    void silenceIsAnEmptyWindow() {
        StepVerifier.create(windows(10).map(TelemetryWindow::readings))
                .then(() -> time.advanceTimeBy(SECOND.multipliedBy(3)))
                .expectNext(0, 0, 0)
                .thenCancel()
                .verify();
    }

    @Test
    void namesBeyondTheBoundAreCountedAndNotKept() {
        StepVerifier.create(windows(2))
                .then(() -> {
                    emit("a", 1);
                    emit("b", 1);
                    emit("c", 1, 2);
                    emit("a", 3);
                })
                .then(() -> time.advanceTimeBy(SECOND))
                .assertNext(window -> {
                    assertThat(window.metrics()).containsOnlyKeys("a", "b");
                    assertThat(window.ignored()).isEqualTo(2);
                    assertThat(window.readings()).isEqualTo(5);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void lagIsTheMeanTimeFromMeasurementToArrival() {
        StepVerifier.create(windows(10))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(100)))
                .then(() -> readings.next(new Reading("cpu", 1, "", 90), new Reading("cpu", 1, "", 70)))
                .then(() -> time.advanceTimeBy(SECOND))
                .assertNext(window -> assertThat(window.lagMillis()).isEqualTo(20))
                .thenCancel()
                .verify();
    }

    @Test
    void endOfTheStreamEndsTheWindows() {
        StepVerifier.create(windows(10))
                .then(() -> emit("cpu", 1))
                .then(readings::complete)
                .assertNext(window -> assertThat(window.metrics()).containsOnlyKeys("cpu"))
                .verifyComplete();
    }

    @Test
    void prefixChoosesMetricsOfAWindow() {
        StepVerifier.create(windows(10).map(window -> window.only("host.cpu.")))
                .then(() -> emit("host.cpu.total", 1))
                .then(() -> emit("host.cpus", 1))
                .then(() -> time.advanceTimeBy(SECOND))
                .assertNext(window -> assertThat(window.metrics()).containsOnlyKeys("host.cpu.total"))
                .thenCancel()
                .verify();
    }

    private Flux<TelemetryWindow> windows(int maxMetrics) {
        return Windows.of(readings.flux(), SECOND, maxMetrics, time);
    }

    private void emit(String metric, double... values) {
        for (double value : values) {
            readings.next(new Reading(metric, value, "u", 0));
        }
    }
}
