package io.reactivezmq.perf;

import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.Library;
import io.reactivezmq.perf.worker.ParentWatch;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.SenderKind;
import io.reactivezmq.perf.worker.Worker;
import io.reactivezmq.perf.worker.WorkerLine;
import io.reactivezmq.perf.worker.WorkerSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One receiver or sender process; {@code compare} starts it, with {@link WorkerSettings#toArguments()}. */
@Command(name = "worker", hidden = true)
final class WorkerCommand implements Callable<Integer> {

    @Parameters(index = "0")
    private Role role;

    @Option(names = "--library", required = true)
    private Library library;

    @Option(names = "--case", required = true)
    private PerfCase perfCase;

    @Option(names = "--endpoint", required = true)
    private String endpoint;

    @Option(names = "--size", required = true)
    private int size;

    @Option(names = "--count", required = true)
    private int count;

    @Option(names = "--warm-up", required = true)
    private long warmUpMillis;

    @Option(names = "--window", required = true)
    private long windowMillis;

    @Option(names = "--io", required = true)
    private IoChoice io;

    @Option(names = "--sender", required = true)
    private SenderKind sender;

    @Option(names = "--busy-poll", required = true)
    private long busyPollMicros;

    @Override
    public Integer call() throws Exception {
        ParentWatch.start(System.in);
        WorkerSettings settings = settings();
        Worker worker = perfCase.worker(library);
        if (role == Role.SEND) {
            worker.send(settings, WorkerCommand::tellParent);
        } else {
            worker.receive(settings, WorkerCommand::tellParent);
        }
        return 0;
    }

    WorkerSettings settings() {
        return new WorkerSettings(role, library, perfCase, endpoint, size, count,
                new WorkerSettings.Timing(Duration.ofMillis(warmUpMillis), Duration.ofMillis(windowMillis)),
                new WorkerSettings.Reactive(io, sender, Duration.ofNanos(busyPollMicros * 1000)));
    }

    private static void tellParent(WorkerLine line) {
        System.out.println(line);
        System.out.flush();
    }
}
