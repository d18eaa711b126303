/**
 * The parent's side of a comparison: it starts one receiver and one sender process for every measurement, ours and the
 * peers' in alternation, and collects the figures.
 * <p>
 * Door: {@link io.reactivezmq.perf.compare.Alternation} runs a {@link io.reactivezmq.perf.compare.Job} with
 * {@link io.reactivezmq.perf.compare.Contender}s; a new peer is a new contender.
 * <p>
 * Threading: one thread drives everything; daemon threads read the children's output. Every wait has a deadline, and
 * {@link io.reactivezmq.perf.compare.Children} ends whatever still runs when the parent exits.
 */
@NullMarked
package io.reactivezmq.perf.compare;

import org.jspecify.annotations.NullMarked;
