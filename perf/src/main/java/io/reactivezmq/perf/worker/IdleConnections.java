package io.reactivezmq.perf.worker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schedule of the case {@code many}, the same in {@code zmq_perf.c}. Some connections come first, so that what only the first
 * ones cost is part of the base line; then all others, and when they have been there for the warm-up, their share is known.
 */
final class IdleConnections {

    private static final int FIRST = 100;
    private static final int AT_A_TIME = 50;
    private static final long PAUSE_MILLIS = 10;
    private static final long POLL_MILLIS = 20;

    private IdleConnections() {
    }

    static WorkerLine accept(WorkerSettings settings, Runnable bind) throws InterruptedException {
        long warmUp = settings.timing().warmUp().toMillis();
        long open = Footprint.descriptors();
        bind.run();
        await(open + FIRST);
        Thread.sleep(warmUp / 2);
        open = Footprint.descriptors();
        Footprint before = Footprint.take();
        if (Footprint.descriptors() != open) {
            throw new IllegalStateException("connections came and went during the base line; "
                    + "a longer --warm-up leaves it more time");
        }
        await(open + settings.count());
        Thread.sleep(warmUp);
        Footprint after = Footprint.take();
        long cpu = Footprint.cpuNanos();
        Thread.sleep(settings.timing().window().toMillis());
        double cpuMillis = (Footprint.cpuNanos() - cpu) / 1e6;
        Footprint all = after.minus(before);
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("rss", (double) all.resident() / settings.count());
        details.put("heap", (double) all.heap() / settings.count());
        details.put("direct", (double) all.direct() / settings.count());
        details.put("cpu-ms", cpuMillis);
        return Results.of((double) (all.resident() + all.heap()) / settings.count(), "B/conn", details);
    }

    private static void await(long descriptors) throws InterruptedException {
        while (Footprint.descriptors() < descriptors) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Not faster than a listener's backlog stands. */
    static void connect(WorkerSettings settings, Runnable connect) throws InterruptedException {
        for (int i = 0; i < FIRST + settings.count(); i++) {
            if (i == FIRST) {
                Thread.sleep(settings.timing().warmUp().toMillis());
            }
            connect.run();
            if (i % AT_A_TIME == 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        Thread.currentThread().join();
    }
}
