package io.reactivezmq.perf.worker;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of this JVM, in bytes.
 *
 * @param resident what the operating system has given it, as Linux tells
 * @param heap     objects that live
 * @param direct   direct buffers, those of the JDK and Netty's own; they are part of what is resident
 */
record Footprint(long resident, long heap, long direct) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    /** Collects garbage, and looks. */
    static Footprint take() {
        System.gc(); // finds what waits for a cleaner
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return new Footprint(readResident(), heap, jdk + Math.max(0, PlatformDependent.usedDirectMemory()));
    }

    Footprint minus(Footprint earlier) {
        return new Footprint(resident - earlier.resident, heap - earlier.heap, direct - earlier.direct);
    }

    private static long readResident() {
        try {
            return parseResident(Files.readAllLines(STATUS));
        } catch (IOException e) {
            throw new UncheckedIOException("the case 'many' needs Linux: it reads " + STATUS, e);
        }
    }

    static long parseResident(List<String> status) {
        return status.stream().filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").trim()) * 1024)
                .findFirst().orElseThrow(() -> new IllegalStateException(STATUS + " has no " + RESIDENT));
    }

    /** Open sockets, files and the like. */
    static long descriptors() {
        return system().getOpenFileDescriptorCount();
    }

    /** CPU time of all threads so far. */
    static long cpuNanos() {
        return system().getProcessCpuTime();
    }

    private static UnixOperatingSystemMXBean system() {
        return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
