package io.reactivezmq.samples.telemetry.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Linux: load of every core, memory, network, disks and the scheduler, from the files of /proc. */
final class ProcMetrics implements MetricsSource {

    private static final int KIB = 1024;

    private final Path proc;
    private final Rates rates = new Rates();
    private Map<String, CpuTimes> cpus = Map.of();

    /** @param proc normally /proc; tests give a folder of their own */
    ProcMetrics(Path proc) {
        this.proc = proc;
    }

    @Override
    public List<Reading> read(Instant now) {
        ReadingList list = new ReadingList(now);
        processors(list, lines("stat"));
        memory(list, lines("meminfo"));
        load(list, lines("loadavg"));
        network(list, lines("net/dev"));
        IoCounters disks = IoCounters.disks(lines("diskstats"));
        rate(list, "host.disk.read", disks.in(), "bytes/s");
        rate(list, "host.disk.write", disks.out(), "bytes/s");
        return list.readings();
    }

    private void processors(ReadingList list, List<String> stat) {
        Map<String, CpuTimes> before = cpus;
        cpus = CpuTimes.parse(stat);
        cpus.forEach((cpu, times) -> {
            @Nullable CpuTimes earlier = before.get(cpu);
            if (earlier != null) {
                list.add("host.cpu." + cpu, times.loadSince(earlier), "percent");
            }
        });
        rate(list, "host.scheduler.switches", ProcText.number(stat, "ctxt"), "1/s");
    }

    private static void memory(ReadingList list, List<String> meminfo) {
        long total = ProcText.number(meminfo, "MemTotal:");
        long available = ProcText.number(meminfo, "MemAvailable:");
        long cached = ProcText.number(meminfo, "Cached:");
        if (total > 0 && available >= 0) {
            list.add("host.memory.total", (double) total * KIB, "bytes");
            list.add("host.memory.used", (double) (total - available) * KIB, "bytes");
        }
        if (cached >= 0) {
            list.add("host.memory.cached", (double) cached * KIB, "bytes");
        }
    }

    private static void load(ReadingList list, List<String> loadavg) {
        if (!loadavg.isEmpty()) {
            String[] fields = loadavg.get(0).split(" ");
            list.add("host.load.1m", Double.parseDouble(fields[0]), "");
            list.add("host.load.5m", Double.parseDouble(fields[1]), "");
            list.add("host.load.15m", Double.parseDouble(fields[2]), "");
        }
    }

    private void network(ReadingList list, List<String> dev) {
        IoCounters network = IoCounters.network(dev);
        rate(list, "host.network.received", network.in(), "bytes/s");
        rate(list, "host.network.sent", network.out(), "bytes/s");
        rate(list, "host.network.loopback", IoCounters.loopback(dev).in(), "bytes/s");
    }

    private void rate(ReadingList list, String metric, long counter, String unit) {
        if (counter >= 0) {
            list.add(metric, rates.perSecond(metric, counter, list.time()), unit);
        }
    }

    /** A kernel or container without one of the files still has the others. */
    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
