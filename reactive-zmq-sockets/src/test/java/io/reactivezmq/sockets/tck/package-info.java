/**
 * The Reactive Streams TCK on everything that a socket hands out. Doors: the {@code *TckTest} classes, which TestNG's engine
 * runs. Threads: the TCK's own and event loops. Reactive Streams 1.0.4.
 *
 * <p>What is skipped: everywhere the rules that the TCK cannot observe and therefore calls untested
 * ({@code untested_spec...}); for {@code receive()} and {@code send(message)} the {@code optional_spec111_...} tests, because
 * they serve one subscriber, or have no elements; rule 1.11 allows that. Each class says what else is skipped and why.
 */
@NullMarked
package io.reactivezmq.sockets.tck;

import org.jspecify.annotations.NullMarked;
