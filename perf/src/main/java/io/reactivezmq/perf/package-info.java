/**
 * The command line of the performance programs: {@code compare}, {@code chart} and {@code jmh}, and the hidden
 * {@code worker} that {@code compare} starts as separate processes.
 * <p>
 * Door: {@link io.reactivezmq.perf.Perf}.
 * <p>
 * Threading: a command runs on the main thread.
 */
@NullMarked
package io.reactivezmq.perf;

import org.jspecify.annotations.NullMarked;
