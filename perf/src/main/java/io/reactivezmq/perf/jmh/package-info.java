/**
 * Micro-benchmarks of the parts that every message passes: {@code java -jar reactive-zmq-perf.jar jmh [regexp]}.
 *
 * <p>Door: JMH finds the classes by their annotations. A class whose subject is package-private lies in the subject's
 * package instead, {@code io.reactivezmq.sockets.pipe}. What a benchmark justifies names it.
 *
 * <p>Threading: JMH's.
 */
@NullMarked
package io.reactivezmq.perf.jmh;

import org.jspecify.annotations.NullMarked;
