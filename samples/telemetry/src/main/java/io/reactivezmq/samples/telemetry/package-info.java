/**
 * A Spring WebFlux application that publishes this host's metrics over PUB/SUB and shows them live in the browser.
 *
 * <p>Door: {@link io.reactivezmq.samples.telemetry.TelemetryApplication}. The rooms, in the order a reading passes them:
 * {@code metrics} measures, {@code feed} publishes and receives, {@code status} counts, {@code web} serves;
 * {@code pressure} is the experiment with a slow consumer.
 *
 * <p>Threads: nothing here blocks an event loop; files of /proc are read on Reactor's bounded elastic scheduler.
 */
@NullMarked
package io.reactivezmq.samples.telemetry;

import org.jspecify.annotations.NullMarked;
