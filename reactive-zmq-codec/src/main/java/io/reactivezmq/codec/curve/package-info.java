/**
 * CURVE (RFC 26, byte-compatible with libzmq): the handshake of both sides, and the traffic behind it.
 *
 * <p>Doors: the two mechanisms and what they agree on, {@link io.reactivezmq.codec.curve.CurveTraffic}. No I/O and no clock. The
 * primitives lie in {@code crypto}.
 *
 * <p>Threading: all objects belong to one connection, on the thread that feeds it, except
 * {@link io.reactivezmq.codec.curve.CurveCookies}, which the connections of a server share.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26, CurveZMQ</a>
 */
@NullMarked
package io.reactivezmq.codec.curve;

import org.jspecify.annotations.NullMarked;
