package io.reactivezmq.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class AlternationTest {

    private static final Job JOB = new Job(PerfCases.named("push-pull"), Transport.TCP, 64, 1,
            new Timing(Duration.ZERO, Duration.ofMillis(1)));

    private final List<String> turns = new ArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void contendersTakeTurnsAndEveryPairIsCompared() {
        Alternation alternation = alternation(List.of(contender("ours", "900", "io=epoll")),
                List.of(contender("libzmq", "450", "version=4.3.4"), contender("jeromq", "300", "version=0.6.0")), 2);

        List<Comparison> results = alternation.run(JOB);

        assertThat(turns).containsExactly("ours", "libzmq", "jeromq", "ours", "libzmq", "jeromq");
        assertThat(results).extracting(Comparison::line).containsExactly(
                "case=push-pull transport=tcp size=64 io=epoll ours=900 peer=libzmq theirs=450 unit=msg/s ratio=2.00",
                "case=push-pull transport=tcp size=64 io=epoll ours=900 peer=jeromq theirs=300 unit=msg/s ratio=3.00");
        assertThat(results.get(0).ours().runs()).containsExactly(900.0, 900.0);
        assertThat(alternation.versions()).isEqualTo(Map.of("libzmq", "4.3.4", "jeromq", "0.6.0"));
    }

    @Test
    void aPeerThatFailsOnceIsShownAndRepeated() {
        Alternation alternation = alternation(List.of(contender("ours", "900", "io=nio")),
                List.of(contender("flaky", "450", "version=1").failingTimes(1)), 1);

        assertThat(alternation.run(JOB)).hasSize(1);
        assertThat(turns).containsExactly("ours", "flaky", "flaky");
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("failed: flaky receive ended with status 3");
    }

    @Test
    void aPeerThatFailsAgainEndsTheComparison() {
        Alternation alternation = alternation(List.of(contender("ours", "900", "io=nio")),
                List.of(contender("broken", "450", "version=1").failingTimes(2)), 1);

        assertThatThrownBy(() -> alternation.run(JOB)).isInstanceOf(MeasurementException.class);
    }

    @Test
    void aFailureOfOursIsNeverRepeated() {
        Alternation alternation = alternation(List.of(contender("ours", "900", "io=nio").failingTimes(1)),
                List.of(contender("libzmq", "450", "version=1")), 1);

        assertThatThrownBy(() -> alternation.run(JOB)).hasMessageContaining("ours receive ended with status 3");
        assertThat(turns).containsExactly("ours");
    }

    private Alternation alternation(List<Contender> ours, List<Contender> peers, int rounds) {
        Progress progress = new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), 10, false);
        return new Alternation(ours, peers, rounds, new Measurer(false), progress);
    }

    private Recorded contender(String label, String value, String fact) {
        return new Recorded(label, "echo ready endpoint=tcp://x:1 " + fact + "; echo result value=" + value + " unit=msg/s");
    }

    /** Notes whose turn it is. */
    private final class Recorded extends ScriptedContender {

        private int failures;

        Recorded(String label, String receive) {
            super(label, receive, UNTIL_TOLD_TO_END);
        }

        Recorded failingTimes(int times) {
            failures = times;
            return this;
        }

        @Override
        public List<String> command(Role role, Job job, String endpoint) {
            if (role == Role.RECEIVE) {
                turns.add(label());
                if (failures > 0) {
                    failures--;
                    return List.of("sh", "-c", "exit 3");
                }
            }
            return super.command(role, job, endpoint);
        }
    }
}
