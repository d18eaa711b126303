/**
 * What the dashboard tells about the sockets: rates, drops, queues, events.
 *
 * <p>Doors: {@link io.reactivezmq.samples.telemetry.status.StatusFeed} and
 * {@link io.reactivezmq.samples.telemetry.status.SocketEventLog}. Counters are read once a second on a parallel thread;
 * rates are the differences of two samples, up to three seconds apart.
 */
@NullMarked
package io.reactivezmq.samples.telemetry.status;

import org.jspecify.annotations.NullMarked;
