/**
 * The handshake as a state machine: bytes in, bytes out, and at the end a {@link io.reactivezmq.codec.engine.ZmtpPeer}.
 *
 * <p>Door: {@link io.reactivezmq.codec.engine.HandshakeEngine}. It does no I/O and knows no clock; deadlines belong to the
 * handler that feeds it.
 *
 * <p>Threading: one engine serves one connection, on the thread that feeds it; settings and peer are immutable.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, sections "Greeting" and "Security Handshake"</a>
 */
@NullMarked
package io.reactivezmq.codec.engine;

import org.jspecify.annotations.NullMarked;
