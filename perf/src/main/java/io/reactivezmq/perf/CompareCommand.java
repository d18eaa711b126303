package io.reactivezmq.perf;

import io.reactivezmq.perf.compare.Alternation;
import io.reactivezmq.perf.compare.Contender;
import io.reactivezmq.perf.compare.JavaContender;
import io.reactivezmq.perf.compare.Job;
import io.reactivezmq.perf.compare.LibzmqContender;
import io.reactivezmq.perf.compare.LibzmqProgram;
import io.reactivezmq.perf.compare.Measurer;
import io.reactivezmq.perf.compare.Plan;
import io.reactivezmq.perf.compare.Progress;
import io.reactivezmq.perf.compare.Recordings;
import io.reactivezmq.perf.compare.Transport;
import io.reactivezmq.perf.report.Comparison;
import io.reactivezmq.perf.report.Report;
import io.reactivezmq.perf.report.ReportFile;
import io.reactivezmq.perf.worker.IoChoice;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.PerfCases;
import io.reactivezmq.perf.worker.SenderKind;
import io.reactivezmq.perf.worker.WorkerSettings.Reactive;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures ours and peers side by side. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true,
        showDefaultValues = true,
        description = "Measures reactive-zmq and its peers in alternation, each as a receiver and a sender process (inproc: "
                + "one), and prints one line per combination with the medians and their ratio; progress goes to standard error.")
final class CompareCommand implements Callable<Integer> {

    /** Whom our side can be compared with. */
    enum Peer {
        LIBZMQ, JEROMQ;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A fresh pair of JVMs takes about this long to start and to end. */
    private static final Duration OVERHEAD = Duration.ofSeconds(1);

    /** More subscribers or clients are a thread each in the C program, and say nothing new. */
    private static final int MAX_THREADS = 256;

    /** More than a server of a few cores answers; the line tells how many were made. */
    private static final int MAX_ATTEMPTS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--case", split = ",", paramLabel = "CASE", defaultValue = "push-pull",
            description = "What to measure: push-pull, pub-sub, req-rep, many (idle connections), curve, curve-handshakes, "
                    + "slow-subscriber, half-handshakes, proxy (which is proxy-router-dealer,proxy-xsub-xpub).")
    private List<String> caseNames;

    @Option(names = "--transport", split = ",", paramLabel = "NAME", defaultValue = "tcp",
            description = "How the two ends are connected: ${COMPLETION-CANDIDATES}; inproc for push-pull only, and "
                    + "half-handshakes for tcp only.")
    private List<Transport> transports;

    @Option(names = "--size", split = ",", paramLabel = "BYTES", showDefaultValue = Visibility.NEVER,
            description = "Payload bytes of a message; by default 64,1024,32768, for req-rep, half-handshakes and "
                    + "proxy 64, for slow-subscriber 256.")
    private List<Integer> sizes = List.of();

    @Option(names = "--subscribers", paramLabel = "N", defaultValue = "1",
            description = "Subscribers of pub-sub, and of slow-subscriber besides the slow one.")
    private int subscribers;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "1000", description = "Connections of many.")
    private int connections;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "4",
            description = "Clients of curve-handshakes that connect at the same time.")
    private int clients;

    @Option(names = "--attempts", paramLabel = "N", defaultValue = "1000",
            description = "Handshakes a second that the attacker of half-handshakes begins.")
    private int attempts;

    @Option(names = "--peer", split = ",", paramLabel = "PEER", defaultValue = "libzmq,jeromq",
            description = "Whom to compare with: ${COMPLETION-CANDIDATES}.")
    private List<Peer> peers;

    @Option(names = "--io", split = ",", paramLabel = "NAME", defaultValue = "auto",
            description = "What our side runs on: ${COMPLETION-CANDIDATES}.")
    private List<IoChoice> ios;

    @Option(names = "--sender", paramLabel = "KIND", defaultValue = "publisher",
            description = "How our side sends: publisher (send(Publisher)) or thread (a plain thread calls trySend).")
    private SenderKind sender;

    @Option(names = "--busy-poll", paramLabel = "MICROS", defaultValue = "0",
            description = "How long our event loops poll before they block, in microseconds.")
    private long busyPollMicros;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
            description = "Runs of each contender; medians want five.")
    private int runs;

    @Option(names = "--warm-up", paramLabel = "MILLIS", defaultValue = "3000",
            description = "Traffic on the live connection before the clock starts.")
    private long warmUpMillis;

    @Option(names = "--window", paramLabel = "MILLIS", defaultValue = "2000", description = "Traffic that is measured.")
    private long windowMillis;

    @Option(names = "--json", paramLabel = "FILE", showDefaultValue = Visibility.NEVER,
            description = "Write a report with all runs there, and a chart beside it, named .svg.")
    private @Nullable Path json;

    @Option(names = "--jfr", paramLabel = "FILE", showDefaultValue = Visibility.NEVER,
            description = "After the runs of a combination record one more run of ours, uncounted, with JDK Flight "
                    + "Recorder.")
    private @Nullable Path jfr;

    @Option(names = "--jvm-args", paramLabel = "ARGS", defaultValue = "-Xms1g -Xmx1g -XX:+UseParallelGC",
            description = "Arguments of the workers' JVMs, ours and JeroMQ's, in place of the default.")
    private String jvmArguments;

    @Option(names = "--verbose", description = "Show command lines and what the workers write to standard error.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        List<PerfCase> cases = cases();
        check(cases);
        List<JavaContender> ours = ios.stream().map(io -> JavaContender.ours(reactive(io), jvm())).toList();
        Set<String> notes = new LinkedHashSet<>();
        List<Contender> contenders = contenders();
        List<Plan> plans = jobs(cases).stream().flatMap(job -> Plan.of(job, ours, contenders, notes).stream()).toList();
        require(!plans.isEmpty(), "there is nobody to compare with; " + String.join("; ", notes));
        Progress progress = new Progress(System.err, plans.stream().mapToInt(plan -> plan.measurements(runs)).sum(), verbose);
        notes.forEach(progress::note);
        progress.warnOfLoad(Environment.load(), Environment.cores());
        progress.announce(Duration.ofMillis(warmUpMillis + windowMillis).plus(OVERHEAD));
        run(plans, progress);
        return 0;
    }

    private void run(List<Plan> plans, Progress progress) throws IOException {
        Measurer measurer = new Measurer(verbose);
        // everybody can run before anything is measured
        plans.forEach(plan -> plan.peers().forEach(Contender::prepare));
        Report report = new Report(Environment.describe(), settings(), List.of());
        for (Plan plan : plans) {
            Alternation alternation = new Alternation(plan.ours(), plan.peers(), runs, measurer, progress);
            List<Comparison> results = alternation.run(plan.job());
            for (Comparison result : results) {
                System.out.println(result.line());
                progress.spread(result);
            }
            report = report.withEnvironment(alternation.versions()).plus(results);
            if (json != null) {
                ReportFile.write(report, json);
            }
            if (jfr != null) {
                Recordings recordings = new Recordings(jfr, measurer, progress);
                plan.ours().forEach(our -> recordings.record(our, plan.job()));
            }
        }
        if (json != null) {
            progress.note("report in " + json + ", chart in " + ReportFile.chartOf(json));
        }
    }

    private List<PerfCase> cases() {
        try {
            return caseNames.stream().flatMap(name -> PerfCases.selected(name).stream()).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--case: " + e.getMessage(), e);
        }
    }

    private void check(List<PerfCase> cases) {
        require(sizes.stream().allMatch(size -> size >= 1), "--size must be at least 1 byte");
        require(subscribers >= 1 && subscribers <= MAX_THREADS, "--subscribers must be 1 to " + MAX_THREADS);
        require(clients >= 1 && clients <= MAX_THREADS, "--clients must be 1 to " + MAX_THREADS);
        require(attempts >= 1 && attempts <= MAX_ATTEMPTS, "--attempts must be 1 to " + MAX_ATTEMPTS);
        require(connections >= 1, "--connections must be at least 1");
        require(!transports.contains(Transport.INPROC) || cases.stream().allMatch(PerfCase::inproc),
                "--transport inproc exists for --case push-pull only");
        require(!transports.contains(Transport.IPC) || cases.stream().allMatch(PerfCase::ipc),
                "--case half-handshakes is an attack over --transport tcp only");
        require(runs >= 1, "--runs must be at least 1");
        require(warmUpMillis >= 0, "--warm-up must not be negative");
        require(windowMillis >= 1, "--window must be at least 1 millisecond");
        require(busyPollMicros >= 0, "--busy-poll must not be negative");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private List<Job> jobs(List<PerfCase> cases) {
        Timing timing = new Timing(Duration.ofMillis(warmUpMillis), Duration.ofMillis(windowMillis));
        List<Job> jobs = new ArrayList<>();
        for (PerfCase perfCase : cases) {
            int count = perfCase.several().map(this::count).orElse(1);
            List<Integer> its = sizes.isEmpty() || !perfCase.sends() ? perfCase.sizes() : sizes;
            for (Transport transport : transports) {
                its.forEach(size -> jobs.add(new Job(perfCase, transport, size, count, timing)));
            }
        }
        return jobs;
    }

    private int count(String name) {
        return switch (name) {
            case "connections" -> connections;
            case "clients" -> clients;
            case "attempts" -> attempts;
            default -> subscribers;
        };
    }

    private List<Contender> contenders() {
        List<Contender> contenders = new ArrayList<>();
        for (Peer peer : peers) {
            contenders.add(switch (peer) {
                case LIBZMQ -> new LibzmqContender(LibzmqProgram.withSystemCompiler(System.getenv()));
                case JEROMQ -> JavaContender.jeromq(jvm());
            });
        }
        return contenders;
    }

    private List<String> jvm() {
        return List.of(jvmArguments.trim().split("\\s+"));
    }

    private Reactive reactive(IoChoice io) {
        return new Reactive(io, sender, Duration.ofNanos(busyPollMicros * 1000));
    }

    private Map<String, String> settings() {
        return Map.of("runs", Integer.toString(runs), "warmUpMillis", Long.toString(warmUpMillis),
                "windowMillis", Long.toString(windowMillis), "sender", sender.toString(),
                "busyPollMicros", Long.toString(busyPollMicros), "jvmArguments", jvmArguments);
    }
}
