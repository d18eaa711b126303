package io.reactivezmq.samples.telemetry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.telemetry.metrics.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingMessageTest {

    private static final long NOW = 1_760_000_000_000L;

    @Test
    void readingSurvivesTheWire() {
        Reading reading = new Reading("host.network.sent", 1.5e9, "bytes/s", NOW - 3);

        assertThat(ReadingMessage.decode(ReadingMessage.encode(reading), NOW)).isEqualTo(reading);
    }

    @Test
    void readingWithoutUnitSurvivesTheWire() {
        Reading reading = new Reading("host.load.1m", 0.25, "", NOW);

        assertThat(ReadingMessage.encode(reading).frameAsString(1)).isEqualTo("0.25 1760000000000");
        assertThat(ReadingMessage.decode(ReadingMessage.encode(reading), NOW)).isEqualTo(reading);
    }

    @Test
    void numberAloneIsAReadingOfNow() {
        assertThat(ReadingMessage.decode(ZmqMessage.of("sensor.temp", "21.5"), NOW))
                .isEqualTo(new Reading("sensor.temp", 21.5, "", NOW));
    }

    @Test
    void unitMayHaveBlanks() {
        assertThat(ReadingMessage.decode(ZmqMessage.of("sensor.temp", "21.5 5 degrees Celsius"), NOW))
                .isEqualTo(new Reading("sensor.temp", 21.5, "degrees Celsius", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "warm", "NaN", "Infinity", "1e999", "21.5 yesterday", "0x"})
    void textThatIsNoNumberIsNoReading(String text) {
        assertThat(ReadingMessage.decode(ZmqMessage.of("sensor.temp", text), NOW)).isNull();
    }

    @Test
    void otherFramesAreNoReading() {
        assertThat(ReadingMessage.decode(ZmqMessage.of("21.5"), NOW)).isNull();
        assertThat(ReadingMessage.decode(ZmqMessage.of("a", "1", "2"), NOW)).isNull();
        assertThat(ReadingMessage.decode(ZmqMessage.of("", "1"), NOW)).isNull();
    }

    @Test
    void namesAndTextsBeyondTheLimitAreNoReading() {
        assertThat(ReadingMessage.decode(ZmqMessage.of("x".repeat(256), "1"), NOW)).isNotNull();
        assertThat(ReadingMessage.decode(ZmqMessage.of("x".repeat(257), "1"), NOW)).isNull();
        assertThat(ReadingMessage.decode(ZmqMessage.of("x", "1".repeat(257)), NOW)).isNull();
    }
}
