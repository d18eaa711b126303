package io.reactivezmq.perf.worker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How long round trips take, written by the one thread that makes them; the first one starts the schedule. */
final class RoundTrips {

    /** More than any library makes in a window; what is beyond is not kept. */
    private static final int CAPACITY = 1 << 22;

    private final int size;
    private final WorkerSettings.Timing timing;
    private final int[] nanos = new int[CAPACITY];
    private int count;
    private boolean started;
    private long from;

    RoundTrips(WorkerSettings settings) {
        this.size = settings.size();
        this.timing = settings.timing();
    }

    /**
     * A reply arrived.
     *
     * @param begin  when its request was made
     * @param end    when it was here
     * @param length its bytes
     * @param first  its first byte
     * @return whether to go on
     */
    boolean add(long begin, long end, long length, byte first) {
        if (length != size || first != Meter.FIRST_BYTE) {
            throw new IllegalStateException("a reply is not what was sent: " + length + " bytes, first byte " + first);
        }
        if (!started) {
            started = true;
            from = end + timing.warmUp().toNanos();
        } else if (begin - from >= 0 && count < CAPACITY) {
            nanos[count++] = (int) Math.min(Integer.MAX_VALUE, end - begin);
        }
        return end - from < timing.window().toNanos() || count == 0;
    }

    /** @param alongside other figures that were taken with these */
    WorkerLine result(Map<String, Double> alongside) {
        int[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        Map<String, Double> details = new HashMap<>(alongside);
        details.put("p99", percentile(sorted, 0.99));
        return Results.of(percentile(sorted, 0.5), "us", details);
    }

    private static double percentile(int[] sorted, double share) {
        return sorted[(int) ((sorted.length - 1) * share)] / 1e3;
    }
}
