package io.reactivezmq.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.WorkerLine;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class MeasurerTest {

    private static final Job JOB = new Job(PerfCases.named("push-pull"), Transport.TCP, 64, 1,
            new Timing(Duration.ZERO, Duration.ofMillis(1)));

    private final Measurer measurer = new Measurer(false);

    @Test
    void theReceiversFigureAndFactsAreReturned() {
        Contender contender = new ScriptedContender("test",
                "echo hello; echo ready endpoint=tcp://x:1 version=4.3.4; echo result value=12.5 unit=msg/s",
                ScriptedContender.UNTIL_TOLD_TO_END);

        Measurement measurement = measurer.measure(contender, JOB);

        assertThat(measurement).isEqualTo(
                new Measurement(12.5, "msg/s", Map.of(), Map.of("endpoint", "tcp://x:1", "version", "4.3.4")));
    }

    @Test
    void theSenderIsGivenTheEndpointThatTheReceiverReported() {
        // the sender fails unless the endpoint is the reported one, and the receiver waits for the sender to do so
        Contender contender = new ScriptedContender("test", "echo ready endpoint=tcp://x:1; cat > /dev/null",
                "test \"$0\" = tcp://x:1 && echo got it >&2; exit 7");

        assertThatThrownBy(() -> measurer.measure(contender, JOB)).isInstanceOf(MeasurementException.class)
                .hasMessageContaining("test send ended with status 7").hasMessageContaining("got it");
    }

    @Test
    void theSenderBindsWhereTheCaseSaysSoAndMoreFiguresAreKept() {
        Contender contender = new ScriptedContender("test", "test \"$0\" = tcp://x:2 && echo result value=30 unit=us p99=90",
                "echo ready endpoint=tcp://x:2 io=nio; cat > /dev/null");

        Measurement measurement = measurer.measure(contender, new Job(PerfCases.named("req-rep"), Transport.TCP, 64, 1,
                new Timing(Duration.ZERO, Duration.ofMillis(1))));

        assertThat(measurement).isEqualTo(
                new Measurement(30, "us", Map.of("p99", 90.0), Map.of("endpoint", "tcp://x:2", "io", "nio")));
    }

    @Test
    void inprocIsOneProcess() {
        Contender contender = new ScriptedContender("test", "echo unused; exit 1", "echo unused; exit 1") {
            @Override
            public List<String> command(Role role, Job job, String endpoint) {
                assertThat(role).isEqualTo(Role.BOTH);
                return List.of("sh", "-c", "echo ready endpoint=$0; echo result value=1 unit=msg/s", endpoint);
            }
        };

        assertThat(measurer.measure(contender, new Job(PerfCases.named("push-pull"), Transport.INPROC, 64, 1,
                new Timing(Duration.ZERO, Duration.ofMillis(1)))).facts()).containsEntry("endpoint", "inproc://perf");
    }

    @Test
    void aReceiverThatFailsIsReportedWithItsLastWords() {
        Contender contender = new ScriptedContender("test", "echo Exception in thread main >&2; exit 1",
                ScriptedContender.UNTIL_TOLD_TO_END);

        assertThatThrownBy(() -> measurer.measure(contender, JOB)).isInstanceOf(MeasurementException.class)
                .hasMessageContaining("test receive ended with status 1").hasMessageContaining("Exception in thread main");
    }

    @Test
    void aWindowInWhichNothingArrivedIsAFailure() {
        Contender contender = new ScriptedContender("test", "echo ready endpoint=tcp://x:1; echo result value=0 unit=msg/s",
                ScriptedContender.UNTIL_TOLD_TO_END);

        assertThatThrownBy(() -> measurer.measure(contender, JOB)).hasMessageContaining("nothing arrived");
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Children.start("ghost", List.of("no-such-program"), false))
                .isInstanceOf(MeasurementException.class).hasMessageContaining("cannot start ghost: no-such-program");
    }

    @Test
    void aWaitHasADeadline() {
        try (ChildProcess silent = Children.start("silent", List.of("cat"), false)) {
            assertThatThrownBy(() -> silent.await(WorkerLine.READY, Duration.ofMillis(1), null))
                    .isInstanceOf(MeasurementException.class).hasMessageContaining("silent gave no 'ready' line");
        }
    }

    @Test
    void closingAProcessEndsIt() throws Exception {
        Process process = new ProcessBuilder("cat").start();

        new ChildProcess("cat", process, false).close();

        assertThat(process.isAlive()).isFalse();
    }
}
