/**
 * Measures the host: readings, and the sources that make them.
 *
 * <p>Door: {@link io.reactivezmq.samples.telemetry.metrics.MetricsSource#ofThisHost()}. A source remembers the previous
 * counters to compute rates, so one thread at a time may read it. The parsers are functions from text to numbers.
 */
@NullMarked
package io.reactivezmq.samples.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
