package io.reactivezmq.samples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TelemetryPropertiesTest {

    @Test
    void defaultsPublishThisHostOnLoopbackAndSubscribeToEverything() {
        TelemetryProperties properties = bind(Map.of());

        assertThat(properties.external()).isFalse();
        assertThat(properties.topics()).isEmpty();
        assertThat(properties.bind()).isEqualTo("tcp://127.0.0.1:*");
        assertThat(properties.window()).isEqualTo(Duration.ofSeconds(1));
        assertThat(properties.slowConsumer()).isEqualTo(new TelemetryProperties.SlowConsumer(2000, 50, 1024, 500));
    }

    @Test
    void publisherSwitchesTheOwnPublisherOff() {
        TelemetryProperties properties =
                bind(Map.of("telemetry.publisher", "tcp://host:5556", "telemetry.topics", "a.,b."));

        assertThat(properties.external()).isTrue();
        assertThat(properties.topics()).containsExactly("a.", "b.");
    }

    @ParameterizedTest
    @CsvSource({
        "telemetry.sample-interval, 0ms",
        "telemetry.window, 0s",
        "telemetry.history, 0",
        "telemetry.history, 3601",
        "telemetry.slow-consumer.offered-per-second, 99",
        "telemetry.slow-consumer.consumed-per-second, 0",
        "telemetry.slow-consumer.payload-bytes, 65537",
        "telemetry.slow-consumer.high-water-mark, 0"
    })
    void valueOutOfRangeIsRefusedByName(String property, String value) {
        assertThatThrownBy(() -> bind(Map.of(property, value))).rootCause().hasMessageContaining(property);
    }

    private static TelemetryProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("telemetry", TelemetryProperties.class);
    }
}
