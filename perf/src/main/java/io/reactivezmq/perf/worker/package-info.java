/**
 * What runs inside the measured processes: one receiver or one sender, of this library or of JeroMQ.
 * <p>
 * Door: {@link io.reactivezmq.perf.worker.WorkerSettings} says what to do, {@link io.reactivezmq.perf.worker.PerfCases}
 * lists the cases; a new case is one small {@link io.reactivezmq.perf.worker.PerfCase}. A worker talks to its parent in
 * {@link io.reactivezmq.perf.worker.WorkerLine}s on standard output and ends when its standard input does.
 * <p>
 * Threading: one thread receives and counts, another reads the count and the clock.
 */
@NullMarked
package io.reactivezmq.perf.worker;

import org.jspecify.annotations.NullMarked;
