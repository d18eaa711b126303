/**
 * HTTP: the event stream, the status, the switch; the page itself lies in {@code resources/static}.
 *
 * <p>Door: {@link io.reactivezmq.samples.telemetry.web.TelemetryController}. Event loops only: no call here blocks.
 */
@NullMarked
package io.reactivezmq.samples.telemetry.web;

import org.jspecify.annotations.NullMarked;
