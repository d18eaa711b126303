package io.reactivezmq.codec.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.engine.Heartbeat.Beat;
import io.reactivezmq.core.options.HeartbeatOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time is in seconds here, and begins where the sum of two times overflows. */
@DisplayName("RFC 37, section \"Connection Heartbeating\"")
class HeartbeatTest {

    private static final long START = Long.MAX_VALUE - 5_000_000_000L;

    private long now = START;

    @Test
    void withoutIntervalAndWithoutPeersTtlNothingIsEverDue() {
        Heartbeat heartbeat = heartbeat(options -> options.timeout(Duration.ofSeconds(1)));
        assertThat(heartbeat.isOn()).isFalse();
        assertThat(heartbeat.nanosUntilNext(now)).isEqualTo(Heartbeat.NEVER);
        assertThat(heartbeat.beat(at(1_000_000))).isEqualTo(Beat.NONE);
    }

    @Test
    @DisplayName("ZMQ_HEARTBEAT_IVL: a PING every interval, whatever arrives")
    void pingsComeAtTheInterval() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)));
        assertThat(beats(heartbeat, 0, 35, List.of(1, 9, 11, 19, 21, 29, 31))).containsExactly("PING 10", "PING 20", "PING 30");
    }

    @Test
    @DisplayName("ZMQ_HEARTBEAT_TIMEOUT, default the interval: a silent peer is dead one interval after the PING")
    void aPeerThatAnswersNothingTimesOut() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)));
        assertThat(beats(heartbeat, 0, 60, List.of())).containsExactly("PING 10", "TIMED_OUT 20");
    }

    @Test
    @DisplayName("\"any received frame cancels the timeout\", not just PONG")
    void anythingReceivedCountsAsAnAnswer() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)).timeout(Duration.ofSeconds(3)));
        assertThat(beats(heartbeat, 0, 60, List.of(12, 22))).containsExactly("PING 10", "PING 20", "PING 30", "TIMED_OUT 33");
    }

    @Test
    @DisplayName("\"if no timeout timer is running, one is started at the PING\": later PINGs do not prolong it")
    void aTimeoutOfSeveralIntervalsCountsFromTheFirstPing() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)).timeout(Duration.ofSeconds(25)));
        assertThat(beats(heartbeat, 0, 60, List.of())).containsExactly("PING 10", "PING 20", "PING 30", "TIMED_OUT 35");
    }

    @Test
    @DisplayName("a timeout of zero waits for ever")
    void withoutTimeoutOnlyPingsAreSent() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)).timeout(Duration.ZERO));
        assertThat(beats(heartbeat, 0, 45, List.of())).containsExactly("PING 10", "PING 20", "PING 30", "PING 40");
    }

    @Test
    @DisplayName("A13: 3.0 -> no PING sent, and so no answer awaited")
    void aPeerThatDoesNotKnowPingIsSentNone() {
        Heartbeat heartbeat = new Heartbeat(
                HeartbeatOptions.defaults().mutate(options -> options.interval(Duration.ofSeconds(10))), false, now);
        assertThat(beats(heartbeat, 0, 100, List.of())).isEmpty();
    }

    @ParameterizedTest(name = "TTL {0} ds")
    @DisplayName("D4: FFFF -> 6 553.5 s, no wrap")
    @CsvSource({"10, 1", "655, 66", "656, 66", "65535, 6554"})
    void aSilentPeerIsDeadWhenItsTtlIsOver(int ttl, int second) {
        Heartbeat heartbeat = heartbeat(options -> { });
        heartbeat.pinged(ttl, now);
        assertThat(beats(heartbeat, 0, 10_000, List.of())).containsExactly("PEER_EXPIRED " + second);
    }

    @Test
    void thePeersTtlCountsFromItsLastSignOfLife() {
        Heartbeat heartbeat = heartbeat(options -> { });
        heartbeat.pinged(50, now);
        assertThat(beats(heartbeat, 0, 100, List.of(4, 8, 12))).containsExactly("PEER_EXPIRED 17");
    }

    @Test
    @DisplayName("D4: TTL 0 -> no expiry")
    void aPingWithoutTtlTakesAnEarlierOneBack() {
        Heartbeat heartbeat = heartbeat(options -> { });
        heartbeat.pinged(50, now);
        heartbeat.pinged(0, at(1));
        assertThat(heartbeat.isOn()).isFalse();
        assertThat(beats(heartbeat, 2, 1000, List.of())).isEmpty();
    }

    @Test
    @DisplayName("while this side does not read the peer is not dead, and after that it has its whole time again")
    void noDeadlinePassesDuringAPause() {
        Heartbeat heartbeat = heartbeat(options -> options.interval(Duration.ofSeconds(10)));
        heartbeat.pinged(150, now);
        heartbeat.pause();
        assertThat(beats(heartbeat, 0, 45, List.of())).containsExactly("PING 10", "PING 20", "PING 30", "PING 40");
        heartbeat.resume(at(45));
        assertThat(beats(heartbeat, 45, 100, List.of())).containsExactly("PING 50", "TIMED_OUT 55");
    }

    @ParameterizedTest(name = "{0} ms every {1} s")
    @DisplayName("D5: our own TTL never above 655 ds; cut below the interval it would kill, so it is left out")
    @CsvSource({"0, 1, 0", "99, 1, 0", "100, 1, 1", "65500, 1, 655", "65600, 1, 655", "6553500, 65, 655", "6553500, 66, 0"})
    void theTtlOnTheWireIsOneThatLibzmqUnderstands(int ttlMillis, int intervalSeconds, int deciseconds) {
        assertThat(heartbeat(options -> options.interval(Duration.ofSeconds(intervalSeconds))
                .timeToLive(Duration.ofMillis(ttlMillis))).ttlOnWire()).isEqualTo(deciseconds);
    }

    private Heartbeat heartbeat(Consumer<HeartbeatOptions.Builder> changes) {
        return new Heartbeat(HeartbeatOptions.defaults().mutate(changes), true, now);
    }

    private static long at(int second) {
        return START + second * 1_000_000_000L;
    }

    /** Runs the seconds one by one up to the first end, and checks each time that the next beat was announced. */
    private static List<String> beats(Heartbeat heartbeat, int from, int to, List<Integer> arrivals) {
        List<String> beats = new ArrayList<>();
        for (int second = from; second <= to; second++) {
            if (arrivals.contains(second)) {
                heartbeat.alive(at(second));
            }
            boolean due = heartbeat.nanosUntilNext(at(second)) == 0;
            Beat beat = heartbeat.beat(at(second));
            assertThat(beat != Beat.NONE).isEqualTo(due);
            if (due) {
                beats.add(beat + " " + second);
            }
            if (beat == Beat.TIMED_OUT || beat == Beat.PEER_EXPIRED) {
                return beats;
            }
        }
        return beats;
    }
}
