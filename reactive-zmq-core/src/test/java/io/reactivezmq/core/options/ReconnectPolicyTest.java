package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectPolicyTest {

    private static final double NO_LUCK = 0;

    private final ReconnectPolicy policy = ReconnectPolicy.defaults();

    @DisplayName("ZMQ_RECONNECT_IVL_MAX: '(i.e.: it is doubled) with each attempt until it reaches ZMQ_RECONNECT_IVL_MAX'")
    @ParameterizedTest(name = "attempt {0} waits {1} ms")
    @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "9, 25600", "10, 30000", "11, 30000", "2147483647, 30000"})
    void the_delay_doubles_up_to_the_maximum(int attempt, long millis) {
        assertThat(policy.delay(attempt, NO_LUCK)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "random {0} waits {1} ms")
    @CsvSource({"0, 100", "0.5, 75", "1, 50"})
    void jitter_shortens_the_delay_by_a_random_part(double random, long millis) {
        assertThat(policy.delay(1, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void without_jitter_randomness_does_not_matter() {
        ReconnectPolicy steady = policy.mutate(changes -> changes.jitter(0));

        assertThat(steady.delay(3, 0.99)).isEqualTo(steady.delay(3, 0)).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void full_jitter_never_makes_a_busy_loop() {
        ReconnectPolicy full = policy.mutate(changes -> changes.jitter(1));

        assertThat(full.delay(1, 1)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL_MAX of 0: 'no exponential backoff is performed'")
    void without_a_maximum_the_delay_is_constant() {
        ReconnectPolicy constant = policy.mutate(changes -> changes.maxInterval(Duration.ZERO));

        assertThat(constant.delay(1, NO_LUCK)).isEqualTo(constant.delay(1000, NO_LUCK)).hasMillis(100);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-2147483648"})
    void an_attempt_below_one_counts_as_the_first(int attempt) {
        assertThat(policy.delay(attempt, NO_LUCK)).isEqualTo(policy.delay(1, NO_LUCK));
    }

    @Test
    void the_longest_interval_does_not_overflow() {
        Duration longest = Duration.ofMillis(Integer.MAX_VALUE);
        ReconnectPolicy slow = ReconnectPolicy.builder().interval(longest).maxInterval(longest).build();

        assertThat(slow.delay(Integer.MAX_VALUE, NO_LUCK)).isEqualTo(longest);
    }
}
