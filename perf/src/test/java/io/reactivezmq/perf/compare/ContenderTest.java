package io.reactivezmq.perf.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.report.Samples;
import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.SenderKind;
import io.reactivezmq.perf.worker.WorkerSettings.Reactive;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContenderTest {

    private static final Job JOB = new Job(PerfCases.named("push-pull"), Transport.TCP, 1024, 1,
            new Timing(Duration.ofSeconds(3), Duration.ofSeconds(2)));
    private static final Reactive REACTIVE = new Reactive(IoChoice.EPOLL, SenderKind.THREAD, Duration.ZERO);

    @Test
    void oursIsThisProgramInAJvmOfItsOwn() {
        List<String> command = JavaContender.ours(REACTIVE, List.of("-Xmx1g"))
                .command(Role.SEND, JOB, "tcp://127.0.0.1:4711");

        assertThat(command.get(0)).endsWith("java");
        assertThat(command).contains("-Xmx1g", "io.reactivezmq.perf.Perf")
                .containsSequence("worker", "send", "--library", "ours")
                .containsSequence("--io", "epoll").containsSequence("--sender", "thread")
                .containsSequence("--endpoint", "tcp://127.0.0.1:4711");
    }

    @Test
    void aFigureOfAnotherTransportThanAskedForIsRefused() {
        JavaContender ours = JavaContender.ours(REACTIVE, List.of());

        ours.check(new Measurement(1, "msg/s", Map.of(), Map.of("io", "epoll")));

        assertThatThrownBy(() -> ours.check(new Measurement(1, "msg/s", Map.of(), Map.of("io", "nio"))))
                .hasMessageContaining("asked for epoll, but it ran on nio");
    }

    @Test
    void aRecordedRunHasAFileForEachRole() {
        Path file = Recordings.of(Path.of("out.jfr"), JOB, "epoll");

        List<String> command = JavaContender.ours(REACTIVE, List.of()).recordedTo(file)
                .command(Role.RECEIVE, JOB, "tcp://x:1");

        assertThat(command.get(1)).startsWith("-XX:StartFlightRecording")
                .endsWith("out-push-pull-tcp-1024-epoll-receive.jfr");
    }

    @Test
    void aBusyMachineIsWarnedOf() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 10, false);

        progress.warnOfLoad(-1, 2);
        progress.warnOfLoad(0.9, 2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();

        progress.warnOfLoad(6.1, 2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("load average 6.1 on 2 cores");
    }

    @Test
    void progressTellsHowFarItIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 10, false);

        progress.announce(Duration.ofSeconds(15));
        progress.begin(JOB, 1, 5, "ours");
        progress.end(810_000, "msg/s");
        progress.spread(new Comparison("push-pull", "tcp", 1024, "epoll", new Samples(List.of(810e3, 790e3)), "libzmq",
                new Samples(List.of(700e3)), "msg/s"));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "10 measurements of about 15 s: 2 minutes",
                "[ 1/10] push-pull tcp 1 KiB, run 1 of 5, ours ... 810k msg/s",
                "  ours (epoll) 790k..810k, libzmq 700k..700k");
    }
}
