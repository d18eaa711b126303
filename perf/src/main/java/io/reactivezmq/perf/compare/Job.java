package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.report.Quantity;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;
import java.util.Map;

/**
 * One thing that all contenders are measured at.
 *
 * @param perfCase  the case
 * @param transport over which transport
 * @param size      payload bytes of a message
 * @param count     how many subscribers or connections, see {@link PerfCase#several()}
 * @param timing    the receiver's schedule
 */
public record Job(PerfCase perfCase, Transport transport, int size, int count, Timing timing) {

    @Override
    public String toString() {
        return perfCase.name() + " " + transport + (perfCase.sends() ? " " + Quantity.bytes(size) : "")
                + perfCase.several().map(name -> " " + count + " " + name).orElse("");
    }

    /** The same work in another case. */
    Job with(PerfCase other) {
        return new Job(other, transport, size, count, timing);
    }

    /** What there is several of, by name. */
    Map<String, Integer> counts() {
        return perfCase.several().map(name -> Map.of(name, count)).orElse(Map.of());
    }
}
