package io.reactivezmq.samples.telemetry.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Something that can be measured again and again. Reading may block on files; not thread-safe. */
public interface MetricsSource {

    /**
     * Measures once. Rates are missing from the first call: they need a call before.
     *
     * @param now the time to stamp the readings with, and the time base of rates
     */
    List<Reading> read(Instant now);

    /** /proc where there is one, else what the JVM's platform beans tell on every operating system. */
    static MetricsSource ofThisHost() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("stat")) ? new ProcMetrics(proc) : new PlatformBeanMetrics();
    }
}
