package io.reactivezmq.perf.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Counts what a receiver gets. The receiving thread only checks and counts, it never looks at the clock: at ten million
 * messages a second that alone would be a quarter of the work. Another thread takes {@link #read() readings}.
 */
final class Meter {

    /** The first byte of every message that a sender makes. */
    static final byte FIRST_BYTE = 0x5a;

    private static final VarHandle COUNT;
    private static final long MAX_READ_NANOS = 20_000;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Meter.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int size;
    private final LongSupplier clock;
    private long count;

    Meter(int size) {
        this(size, System::nanoTime);
    }

    Meter(int size, LongSupplier clock) {
        this.size = size;
        this.clock = clock;
    }

    /** The message that senders send; each one of a run is a copy of it. */
    static byte[] payload(int size) {
        byte[] payload = new byte[size];
        payload[0] = FIRST_BYTE;
        return payload;
    }

    /** One message arrived. Called by one thread at a time; an opaque store costs what a plain one does. */
    void received(long length, byte first) {
        if (length != size || first != FIRST_BYTE) {
            throw new IllegalStateException("a message is not what was sent: " + length + " bytes, first byte " + first);
        }
        COUNT.setOpaque(this, count + 1);
    }

    /** Count and clock belong together only if the scheduler did not step in between, hence the second look at the clock. */
    Reading read() {
        Reading reading = new Reading(0, 0);
        for (int tries = 0; tries < 100; tries++) {
            long before = clock.getAsLong();
            long seen = (long) COUNT.getOpaque(this);
            long after = clock.getAsLong();
            reading = new Reading(seen, after);
            if (after - before < MAX_READ_NANOS) {
                break;
            }
        }
        return reading;
    }

    /**
     * Waits for the first message of each, lets the warm-up pass, and measures over the window.
     *
     * @return the rate of the one that got least
     */
    static double slowestPerSecond(List<Meter> meters, WorkerSettings.Timing timing) throws InterruptedException {
        awaitFirst(meters);
        Thread.sleep(timing.warmUp().toMillis());
        List<Reading> start = readAll(meters);
        Thread.sleep(timing.window().toMillis());
        return slowestPerSecond(start, readAll(meters));
    }

    static void awaitFirst(List<Meter> meters) throws InterruptedException {
        for (Meter meter : meters) {
            while (meter.read().count() == 0) {
                Thread.sleep(1);
            }
        }
    }

    static List<Reading> readAll(List<Meter> meters) {
        return meters.stream().map(Meter::read).toList();
    }

    static double slowestPerSecond(List<Reading> start, List<Reading> end) {
        return IntStream.range(0, start.size()).mapToDouble(i -> end.get(i).ratePerSecondSince(start.get(i))).min()
                .orElseThrow();
    }
}
