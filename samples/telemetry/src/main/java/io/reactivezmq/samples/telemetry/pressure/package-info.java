/**
 * The experiment behind the switch: what happens to a sender whose consumer is slow.
 *
 * <p>Door: {@link io.reactivezmq.samples.telemetry.pressure.SlowConsumerDemo}. The same burst goes to a PUB, which drops
 * for the slow subscriber and serves the fast one, and to a PUSH, which is held back and loses nothing.
 *
 * <p>Threads: everything runs on Reactor's timers and the sockets' event loops; counters may be read from anywhere.
 */
@NullMarked
package io.reactivezmq.samples.telemetry.pressure;

import org.jspecify.annotations.NullMarked;
