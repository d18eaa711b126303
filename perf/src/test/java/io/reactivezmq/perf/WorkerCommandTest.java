package io.reactivezmq.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.Library;
import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.SenderKind;
import io.reactivezmq.perf.worker.WorkerSettings;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorkerCommandTest {

    @Test
    void whatTheParentWritesOnTheCommandLineIsWhatTheWorkerReads() {
        WorkerSettings settings = new WorkerSettings(Role.SEND, Library.JEROMQ, PerfCases.named("pub-sub"),
                "tcp://127.0.0.1:4711", 1024, 8, new WorkerSettings.Timing(Duration.ofMillis(1), Duration.ofMillis(2)),
                new WorkerSettings.Reactive(IoChoice.IO_URING, SenderKind.THREAD, Duration.ofNanos(50_000)));
        CommandLine commandLine = Perf.commandLine();
        CommandLine worker = commandLine.getSubcommands().get("worker");

        commandLine.parseArgs(Stream.concat(Stream.of("worker"), settings.toArguments().stream()).toArray(String[]::new));

        assertThat(worker.<WorkerCommand>getCommand().settings()).isEqualTo(settings);
    }
}
