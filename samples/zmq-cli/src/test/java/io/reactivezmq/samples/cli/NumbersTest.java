package io.reactivezmq.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"500ms, 500", "2s, 2000", "1.5s, 1500", "1m, 60000", "0.5h, 1800000", "PT1.5S, 1500", "PT2M, 120000", "0s, 0"})
    @DisplayName("durations: 500ms, 2s, 1m, 1.5h, PT1.5S")
    void durations(String text, long millis) {
        assertThat(Numbers.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    @DisplayName("a number without unit is refused, because nobody knows what it means")
    void a_bare_number_is_refused() {
        assertThatThrownBy(() -> Numbers.duration("500")).isInstanceOf(TypeConversionException.class)
                .hasMessage("'500' has no unit: write 500ms, 2s, 1m or PT1.5S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "2 s", "1d", "PT-1S", "10000h", "1.s", "99999999999s"})
    @DisplayName("other text, less than nothing and more than 24 days are no durations")
    void nonsense_is_refused(String text) {
        assertThatThrownBy(() -> Numbers.duration(text)).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text);
    }

    @Test
    @DisplayName("counts begin at 1, rates above 0; rates may be fractions")
    void counts_and_rates() {
        assertThat(new Numbers.Count().convert("1000000")).isEqualTo(1_000_000);
        assertThat(new Numbers.Rate().convert("0.5")).isEqualTo(0.5);
        for (String wrong : new String[] {"0", "-1", "1e3", "many", ""}) {
            assertThatThrownBy(() -> new Numbers.Count().convert(wrong)).isInstanceOf(TypeConversionException.class);
            assertThatThrownBy(() -> new Numbers.Rate().convert(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }
}
