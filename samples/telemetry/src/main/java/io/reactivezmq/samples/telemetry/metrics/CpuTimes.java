package io.reactivezmq.samples.telemetry.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code cpu} line of /proc/stat, in clock ticks since boot (proc_stat(5)).
 *
 * @param busy ticks spent with work
 * @param total ticks spent at all, idle and waiting for I/O included
 */
record CpuTimes(long busy, long total) {

    /** user nice system idle iowait irq softirq steal; the guest columns that follow are contained in user and nice. */
    private static final int COLUMNS = 8;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;

    /** The sum under {@code total}, the cores under {@code core0}, {@code core1} and so on. */
    static Map<String, CpuTimes> parse(List<String> procStat) {
        Map<String, CpuTimes> times = new LinkedHashMap<>();
        for (String line : procStat) {
            if (line.startsWith("cpu")) {
                String[] fields = line.trim().split("\\s+");
                String cpu = fields[0].substring("cpu".length());
                times.put(cpu.isEmpty() ? "total" : "core" + cpu, ofFields(fields));
            }
        }
        return times;
    }

    private static CpuTimes ofFields(String[] fields) {
        long busy = 0;
        long total = 0;
        for (int i = 0; i < COLUMNS && i + 1 < fields.length; i++) {
            long ticks = Long.parseLong(fields[i + 1]);
            total += ticks;
            if (i != IDLE && i != IO_WAIT) {
                busy += ticks;
            }
        }
        return new CpuTimes(busy, total);
    }

    /** Per cent of the time since {@code before} that was spent with work; NaN when no tick passed. */
    double loadSince(CpuTimes before) {
        long ticks = total - before.total;
        return ticks <= 0 ? Double.NaN : Math.max(0, busy - before.busy) * 100.0 / ticks;
    }
}
