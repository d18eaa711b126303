package io.reactivezmq.samples.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlatformBeanMetricsTest {

    @Test
    void everyPlatformHasMemoryAndTheProcessItself() {
        assertThat(new PlatformBeanMetrics().read(Instant.now()))
                .extracting(Reading::metric)
                .contains("host.memory.total", "host.memory.used", "jvm.heap.used", "jvm.threads.live")
                .doesNotHaveDuplicates();
    }

    @Test
    void thisHostHasASource() {
        assertThat(MetricsSource.ofThisHost().read(Instant.now()))
                .isNotEmpty()
                .allMatch(reading -> Double.isFinite(reading.value()) && reading.value() >= 0);
    }
}
