/**
 * What can be set on a socket: immutable values in groups, with builders that check each value when it is set.
 *
 * <p>Door: {@link io.reactivezmq.core.options.SocketOptions}; {@code builder()} starts from the defaults,
 * {@code mutate()} from an existing value.
 *
 * <p>Threads: options are immutable and may be shared; a builder belongs to one thread at a time.
 *
 * <p>Each property names the option of {@code zmq_setsockopt(3)} that it stands for, if there is one.
 */
@NullMarked
package io.reactivezmq.core.options;

import org.jspecify.annotations.NullMarked;
