package io.reactivezmq.samples.telemetry.status;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the dashboards that are open. */
public final class BrowserCount {

    private final AtomicInteger connected = new AtomicInteger();
    private final LongAdder lostEvents = new LongAdder();

    public void opened() {
        connected.incrementAndGet();
    }

    public void closed() {
        connected.decrementAndGet();
    }

    public void lostEvent() {
        lostEvents.increment();
    }

    int connected() {
        return connected.get();
    }

    long lostEvents() {
        return lostEvents.sum();
    }
}
