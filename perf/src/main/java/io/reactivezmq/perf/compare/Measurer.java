package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.WorkerLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Takes one figure: starts the worker that binds, then the one that connects, waits for the receiver's result and ends both. */
public final class Measurer {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final boolean verbose;

    /** @param verbose whether command lines and what the workers write to standard error are shown */
    public Measurer(boolean verbose) {
        this.verbose = verbose;
    }

    Measurement measure(Contender contender, Job job) {
        Path directory = directory();
        try {
            String endpoint = job.transport().bindEndpoint(directory);
            return job.transport() == Transport.INPROC ? inOneProcess(contender, job, endpoint)
                    : inTwoProcesses(contender, job, endpoint);
        } finally {
            delete(directory);
        }
    }

    private Measurement inOneProcess(Contender contender, Job job, String endpoint) {
        try (ChildProcess both = start(contender, Role.BOTH, job, endpoint)) {
            WorkerLine ready = both.await(WorkerLine.READY, START_LIMIT, null);
            return measurement(contender, ready, both.await(WorkerLine.RESULT, limit(job), null));
        }
    }

    private Measurement inTwoProcesses(Contender contender, Job job, String endpoint) {
        Role first = job.perfCase().binder();
        Role second = first == Role.RECEIVE ? Role.SEND : Role.RECEIVE;
        try (ChildProcess binding = start(contender, first, job, endpoint)) {
            WorkerLine ready = binding.await(WorkerLine.READY, START_LIMIT, null);
            try (ChildProcess connecting = start(contender, second, job, ready.require("endpoint"))) {
                ChildProcess receiver = first == Role.RECEIVE ? binding : connecting;
                ChildProcess sender = first == Role.RECEIVE ? connecting : binding;
                return measurement(contender, ready, receiver.await(WorkerLine.RESULT, limit(job), sender));
            }
        }
    }

    /** The schedule of many connections has two warm-ups and some more waiting. */
    private static Duration limit(Job job) {
        return START_LIMIT.plus(job.timing().warmUp().multipliedBy(job.perfCase().sends() ? 1 : 3))
                .plus(job.timing().window());
    }

    private ChildProcess start(Contender contender, Role role, Job job, String endpoint) {
        var command = contender.command(role, job, endpoint);
        if (verbose) {
            System.err.println("    " + String.join(" ", command));
        }
        return Children.start(contender.label() + " " + role, command, verbose);
    }

    private static Measurement measurement(Contender contender, WorkerLine ready, WorkerLine result) {
        double value = Double.parseDouble(result.require("value"));
        if (!(value > 0)) {
            throw new MeasurementException(contender.label() + ": nothing arrived within the window, or what it cost is less than "
                    + "the noise; a longer --window or more --connections helps: " + result);
        }
        Map<String, Double> details = new HashMap<>();
        result.fields().forEach((name, detail) -> {
            if (!name.equals("value") && !name.equals("unit")) {
                details.put(name, Double.parseDouble(detail));
            }
        });
        return new Measurement(value, result.require("unit"), details, ready.fields());
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("zmq-perf");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for a measurement", e);
        }
    }

    /** libzmq leaves its socket file behind when its process just ends. */
    private static void delete(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
