package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripsTest {

    private final RoundTrips trips = new RoundTrips(new WorkerSettings(Role.RECEIVE, Library.OURS, new ReqRep(), "tcp://x:1", 64,
            1, new WorkerSettings.Timing(Duration.ofNanos(1_000), Duration.ofNanos(100_000)), WorkerSettings.Reactive.DEFAULTS));

    @Test
    void whatBeginsAfterTheWarmUpCountsUntilTheWindowIsOver() {
        assertThat(add(0, 900_000)).isTrue(); // the first one, however slow, starts the schedule
        assertThat(add(900_500, 901_500)).isTrue();
        assertThat(add(901_500, 931_500)).isTrue();
        assertThat(add(931_500, 941_500)).isTrue();
        assertThat(add(941_500, 961_500)).isTrue();
        assertThat(add(961_500, 1_001_000)).isFalse();

        assertThat(trips.result(Map.of("attempted", 7.0))).hasToString("result attempted=7.000 p99=30.000 unit=us value=20.000");
    }

    @Test
    void aReplyOfAnotherSizeOrContentIsRefused() {
        assertThatThrownBy(() -> trips.add(0, 1, 63, Meter.FIRST_BYTE)).hasMessageContaining("63 bytes");
        assertThatThrownBy(() -> trips.add(0, 1, 64, (byte) 0)).hasMessageContaining("first byte 0");
    }

    private boolean add(long begin, long end) {
        return trips.add(begin, end, 64, Meter.FIRST_BYTE);
    }
}
