package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.WorkerLine;
import java.time.Duration;

/** Takes one figure: starts a receiver, then a sender, waits for the receiver's result and ends both. */
public final class Measurer {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final boolean verbose;

    /** @param verbose whether command lines and what the workers write to standard error are shown */
    public Measurer(boolean verbose) {
        this.verbose = verbose;
    }

    Measurement measure(Contender contender, Job job) {
        try (ChildProcess receiver = start(contender, Role.RECEIVE, job, job.transport().bindEndpoint())) {
            WorkerLine ready = receiver.await(WorkerLine.READY, START_LIMIT, null);
            try (ChildProcess sender = start(contender, Role.SEND, job, ready.require("endpoint"))) {
                Duration limit = START_LIMIT.plus(job.timing().warmUp()).plus(job.timing().window());
                WorkerLine result = receiver.await(WorkerLine.RESULT, limit, sender);
                return new Measurement(value(contender, result), result.require("unit"), ready.fields());
            }
        }
    }

    private ChildProcess start(Contender contender, Role role, Job job, String endpoint) {
        var command = contender.command(role, job, endpoint);
        if (verbose) {
            System.err.println("    " + String.join(" ", command));
        }
        return Children.start(contender.label() + " " + role, command, verbose);
    }

    private static double value(Contender contender, WorkerLine result) {
        double value = Double.parseDouble(result.require("value"));
        if (!(value > 0)) {
            throw new MeasurementException(contender.label() + ": nothing arrived within the window");
        }
        return value;
    }
}
