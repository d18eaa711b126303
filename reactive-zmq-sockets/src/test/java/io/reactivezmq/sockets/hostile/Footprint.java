package io.reactivezmq.sockets.hostile;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process has taken from the operating system and the heap.
 *
 * @param files open file descriptors
 * @param direct bytes of direct memory that Netty's allocator holds
 * @param heap bytes of the heap after a collection
 */
record Footprint(long files, long direct, long heap) {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** Whether the operating system tells. */
    static boolean isKnown() {
        return Files.isDirectory(OPEN_FILES);
    }

    static Footprint now() {
        System.gc();
        return new Footprint(openFiles(), directMemory(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long directMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    }

    /** Whether it is no larger than this other one, but for so much. */
    boolean isWithin(Footprint base, Footprint slack) {
        return files <= base.files + slack.files && direct <= base.direct + slack.direct && heap <= base.heap + slack.heap;
    }

    @Override
    public String toString() {
        return files + " files, " + (direct >> 10) + " KiB direct, " + (heap >> 10) + " KiB heap";
    }
}
