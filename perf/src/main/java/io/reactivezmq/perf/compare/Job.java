package io.reactivezmq.perf.compare;

import io.reactivezmq.perf.report.Quantity;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.WorkerSettings.Timing;

/**
 * One thing that all contenders are measured at.
 *
 * @param perfCase  the case
 * @param transport over which transport
 * @param size      payload bytes of a message
 * @param timing    the receiver's schedule
 */
public record Job(PerfCase perfCase, Transport transport, int size, Timing timing) {

    @Override
    public String toString() {
        return perfCase.name() + " " + transport + " " + Quantity.bytes(size);
    }
}
