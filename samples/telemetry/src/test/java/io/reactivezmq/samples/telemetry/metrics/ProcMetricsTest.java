package io.reactivezmq.samples.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcMetricsTest {

    private static final Instant START = Instant.ofEpochSecond(1_760_000_000);

    @TempDir
    Path proc;

    @BeforeEach
    void firstSnapshot() throws IOException {
        Files.createDirectory(proc.resolve("net"));
        write("stat", "cpu  100 0 0 900 0 0 0 0", "cpu0 100 0 0 900 0 0 0 0", "ctxt 5000");
        write("meminfo", "MemTotal:  4096 kB", "MemFree: 100 kB", "MemAvailable: 1024 kB", "Cached: 512 kB");
        write("loadavg", "0.52 0.58 0.59 1/467 12345");
        write("net/dev", "header|", "eth0: 1000 0 0 0 0 0 0 0 2000 0", "lo: 10 0 0 0 0 0 0 0 10 0");
        write("diskstats", "8 0 sda 1 0 10 0 1 0 20 0 0 0 0");
    }

    @Test
    void firstReadingHasGaugesAndNoRates() {
        Map<String, Double> values = values(new ProcMetrics(proc).read(START));

        assertThat(values)
                .containsOnly(
                        Map.entry("host.memory.total", 4096 * 1024.0),
                        Map.entry("host.memory.used", 3072 * 1024.0),
                        Map.entry("host.memory.cached", 512 * 1024.0),
                        Map.entry("host.load.1m", 0.52),
                        Map.entry("host.load.5m", 0.58),
                        Map.entry("host.load.15m", 0.59));
    }

    @Test
    void secondReadingHasLoadAndRates() throws IOException {
        ProcMetrics metrics = new ProcMetrics(proc);
        metrics.read(START);
        write("stat", "cpu  150 0 0 950 0 0 0 0", "cpu0 125 0 0 975 0 0 0 0", "ctxt 6000");
        write("net/dev", "header|", "eth0: 3000 0 0 0 0 0 0 0 2500 0", "lo: 210 0 0 0 0 0 0 0 210 0");
        write("diskstats", "8 0 sda 1 0 12 0 1 0 24 0 0 0 0");

        Map<String, Double> values = values(metrics.read(START.plusMillis(500)));

        assertThat(values)
                .containsEntry("host.cpu.total", 50.0)
                .containsEntry("host.cpu.core0", 25.0)
                .containsEntry("host.scheduler.switches", 2000.0)
                .containsEntry("host.network.received", 4000.0)
                .containsEntry("host.network.sent", 1000.0)
                .containsEntry("host.network.loopback", 400.0)
                .containsEntry("host.disk.read", 2048.0)
                .containsEntry("host.disk.write", 4096.0);
    }

    @Test
    void missingFileOnlyCostsItsOwnMetrics() throws IOException {
        Files.delete(proc.resolve("meminfo"));
        Files.delete(proc.resolve("net/dev"));

        assertThat(values(new ProcMetrics(proc).read(START)))
                .containsOnlyKeys("host.load.1m", "host.load.5m", "host.load.15m");
    }

    @Test
    void readingsAreStampedWithTheGivenTime() {
        assertThat(new ProcMetrics(proc).read(START)).allMatch(reading -> reading.time() == START.toEpochMilli());
    }

    private static Map<String, Double> values(List<Reading> readings) {
        return readings.stream().collect(Collectors.toMap(Reading::metric, Reading::value));
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(proc.resolve(file), List.of(lines));
    }
}
