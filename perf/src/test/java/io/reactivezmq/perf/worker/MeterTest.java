package io.reactivezmq.perf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

    @Test
    void theRateIsMessagesBetweenTwoReadingsOverTheTimeBetweenThem() {
        Reading start = new Reading(1_000, 5_000_000_000L);
        Reading end = new Reading(9_001_000, 7_000_000_000L);

        assertThat(end.ratePerSecondSince(start)).isEqualTo(4_500_000);
    }

    @Test
    void ofSeveralReceiversTheSlowestCounts() {
        List<Reading> start = List.of(new Reading(0, 0), new Reading(500, 0));
        List<Reading> end = List.of(new Reading(2_000, 1_000_000_000L), new Reading(1_500, 1_000_000_000L));

        assertThat(Meter.slowestPerSecond(start, end)).isEqualTo(1_000);
    }

    @Test
    void aReadingThatIsNotLaterGivesNoRate() {
        Reading reading = new Reading(1, 1);

        assertThatThrownBy(() -> reading.ratePerSecondSince(reading)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReadingCountsWhatWasReceived() {
        Meter meter = new Meter(64, () -> 42);
        meter.received(64, Meter.FIRST_BYTE);
        meter.received(64, Meter.FIRST_BYTE);

        assertThat(meter.read()).isEqualTo(new Reading(2, 42));
    }

    @Test
    void aReadingThatTheSchedulerInterruptedIsRepeated() {
        Iterator<Long> clock = List.of(0L, 5_000_000L, 5_000_100L, 5_000_200L).iterator();
        Meter meter = new Meter(64, clock::next);

        assertThat(meter.read()).isEqualTo(new Reading(0, 5_000_200));
    }

    @Test
    void aMessageOfAnotherSizeOrContentIsRefused() {
        Meter meter = new Meter(64);

        assertThatThrownBy(() -> meter.received(63, Meter.FIRST_BYTE)).hasMessageContaining("63 bytes");
        assertThatThrownBy(() -> meter.received(64, (byte) 0)).hasMessageContaining("first byte 0");
    }

    @Test
    void thePayloadIsWhatTheMeterExpects() {
        Meter meter = new Meter(3);
        byte[] payload = Meter.payload(3);
        meter.received(payload.length, payload[0]);

        assertThat(meter.read().count()).isEqualTo(1);
    }

    @Test
    void aWindowWithoutLengthIsRefused() {
        assertThatThrownBy(() -> new WorkerSettings.Timing(Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
