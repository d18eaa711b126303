/**
 * Everything that can go wrong, as one sealed tree with libzmq's errno names.
 *
 * <p>Door: {@link io.reactivezmq.core.error.ZmqException}; branch on its subtype or on
 * {@link io.reactivezmq.core.error.ZmqException#code()}, never on the text.
 *
 * <p>Threads: all types are immutable.
 *
 * <p>RFC: {@link io.reactivezmq.core.error.Violation} names what a peer may do wrong under
 * <a href="https://rfc.zeromq.org/spec/37/">RFC 37</a>; the codes are those of the {@code zmq_*} manual pages.
 */
@NullMarked
package io.reactivezmq.core.error;

import org.jspecify.annotations.NullMarked;
