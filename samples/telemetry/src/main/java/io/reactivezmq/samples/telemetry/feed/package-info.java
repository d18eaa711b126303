/**
 * From readings to windows over ZeroMQ: the PUB side, the SUB side, and the message between them.
 *
 * <p>Doors: {@link io.reactivezmq.samples.telemetry.feed.HostPublisher} and
 * {@link io.reactivezmq.samples.telemetry.feed.TelemetryFeed}. Publishing runs on a bounded elastic thread, receiving
 * and folding on the socket's event loop; windows are emitted on a parallel thread.
 */
@NullMarked
package io.reactivezmq.samples.telemetry.feed;

import org.jspecify.annotations.NullMarked;
