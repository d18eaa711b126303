package io.reactivezmq.samples.httpbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSettingsTest {

    @Test
    void the_defaults_are_those_that_the_usage_shows() {
        assertThat(BridgeSettings.parse(BridgeSettings.USAGE.lines().map(line -> line.substring(0, line.indexOf(' ')))
                .toArray(String[]::new))).isEqualTo(BridgeSettings.parse());
    }

    @Test
    void options_are_read() {
        assertThat(BridgeSettings.parse("--timeout=7").timeout()).isEqualTo(Duration.ofMillis(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeout=0", "--timeout=soon", "--unknown=1", "http"})
    void what_is_not_understood_is_refused_with_its_name(String argument) {
        assertThatIllegalArgumentException().isThrownBy(() -> BridgeSettings.parse(argument))
                .withMessageContaining(argument.replaceAll("=.*", ""));
    }
}
