package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.Perf;
import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.Library;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.Role;
import io.reactivezmq.perf.worker.WorkerSettings;
import io.reactivezmq.perf.worker.WorkerSettings.Reactive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A library that runs in a JVM of its own: this very program, started with its {@code worker} command. */
public final class JavaContender implements Contender {

    private final Library library;
    private final String label;
    private final Reactive reactive;
    private final List<String> jvmArguments;

    private JavaContender(Library library, String label, Reactive reactive, List<String> jvmArguments) {
        this.library = library;
        this.label = label;
        this.reactive = reactive;
        this.jvmArguments = List.copyOf(jvmArguments);
    }

    /** Our side. */
    public static JavaContender ours(Reactive reactive, List<String> jvmArguments) {
        String label = reactive.io() == IoChoice.AUTO ? "ours" : "ours (" + reactive.io() + ")";
        return new JavaContender(Library.OURS, label, reactive, jvmArguments);
    }

    /** JeroMQ, which this program carries. */
    public static JavaContender jeromq(List<String> jvmArguments) {
        return new JavaContender(Library.JEROMQ, "jeromq", Reactive.DEFAULTS, jvmArguments);
    }

    /**
     * The same contender, its workers recorded with JDK Flight Recorder.
     *
     * @param recording {@code x.jfr} gives {@code x-receive.jfr} and {@code x-send.jfr}
     */
    Contender recordedTo(Path recording) {
        return new Contender() {

            @Override
            public String label() {
                return label + ", recorded";
            }

            @Override
            public void prepare() {
                JavaContender.this.prepare();
            }

            @Override
            public List<String> command(Role role, Job job, String endpoint) {
                List<String> command = JavaContender.this.command(role, job, endpoint);
                command.add(1, "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + Recordings.of(recording, role));
                command.add(2, "-Xlog:jfr*=off");
                return command;
            }
        };
    }

    @Override
    public String label() {
        return label;
    }

    IoChoice io() {
        return reactive.io();
    }

    @Override
    public void check(Measurement measurement) {
        String actual = measurement.facts().getOrDefault("io", "unknown");
        if (io() != IoChoice.AUTO && !actual.equals(io().toString())) {
            throw new MeasurementException("asked for " + io() + ", but it ran on " + actual);
        }
    }

    @Override
    public void prepare() {
        // it is in the jar
    }

    @Override
    public Optional<String> lacks(Job job) {
        if (library != Library.JEROMQ) {
            return Optional.empty();
        }
        return job.transport() == Transport.IPC
                ? Optional.of("JeroMQ has no ipc: what it calls so is TCP on a port made from the path; use --peer libzmq")
                : job.perfCase().jeromqLacks();
    }

    /** The same side at another case, whatever the job says: what a case without peers is compared with. */
    Contender at(PerfCase baseline) {
        return new Contender() {

            @Override
            public String label() {
                return Comparison.WITHOUT;
            }

            @Override
            public void prepare() {
                JavaContender.this.prepare();
            }

            @Override
            public List<String> command(Role role, Job job, String endpoint) {
                return JavaContender.this.command(role, job.with(baseline), endpoint);
            }

            @Override
            public void check(Measurement measurement) {
                JavaContender.this.check(measurement);
            }
        };
    }

    @Override
    public List<String> command(Role role, Job job, String endpoint) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        if (role != Role.SEND) {
            command.addAll(job.perfCase().receiverJvmArguments());
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Perf.class.getName());
        command.add("worker");
        command.addAll(new WorkerSettings(role, library, job.perfCase(), endpoint, job.size(), job.count(),
                job.timing(), reactive).toArguments());
        return command;
    }
}
