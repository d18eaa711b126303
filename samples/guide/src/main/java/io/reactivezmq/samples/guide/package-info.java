/**
 * The patterns of the ZeroMQ guide as reactive code, each in a package of its own and with a program that shows it.
 *
 * <p>Door: {@link io.reactivezmq.samples.guide.Guide}. No pattern needs another one, but titanic, which works on top of majordomo.
 *
 * <p>Threads: the patterns run on event loops and hold no thread; what prints or touches files does so on a thread that may block.
 */
@NullMarked
package io.reactivezmq.samples.guide;

import org.jspecify.annotations.NullMarked;
