/**
 * Security mechanisms: what two peers say to each other between the greeting and the first message.
 *
 * <p>Door: {@link io.reactivezmq.codec.mechanism.Mechanism}; command bodies in, command frames out, no I/O and no clock.
 *
 * <p>Threading: one instance serves one connection, on the thread that feeds it.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, section "Security Mechanisms"</a>
 */
@NullMarked
package io.reactivezmq.codec.mechanism;

import org.jspecify.annotations.NullMarked;
