package io.reactivezmq.samples.telemetry.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;

/** Any operating system: what the JVM's platform MX beans know about the host, and about this process. */
final class PlatformBeanMetrics implements MetricsSource {

    private final Rates rates = new Rates();

    @Override
    public List<Reading> read(Instant now) {
        ReadingList list = new ReadingList(now);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            host(list, system);
        }
        list.add("host.load.1m", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), "");
        process(list);
        return list.readings();
    }

    private static void host(ReadingList list, OperatingSystemMXBean system) {
        list.add("host.cpu.total", system.getCpuLoad() * 100, "percent");
        list.add("host.cpu.process", system.getProcessCpuLoad() * 100, "percent");
        list.add("host.memory.total", system.getTotalMemorySize(), "bytes");
        list.add("host.memory.used", system.getTotalMemorySize() - system.getFreeMemorySize(), "bytes");
        list.add("host.swap.total", system.getTotalSwapSpaceSize(), "bytes");
        list.add("host.swap.used", system.getTotalSwapSpaceSize() - system.getFreeSwapSpaceSize(), "bytes");
    }

    private void process(ReadingList list) {
        list.add("jvm.heap.used", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), "bytes");
        list.add("jvm.heap.committed", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(), "bytes");
        list.add("jvm.threads.live", ManagementFactory.getThreadMXBean().getThreadCount(), "");
        long collections = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
        }
        list.add("jvm.gc.collections", rates.perSecond("gc", collections, list.time()), "1/s");
    }
}
