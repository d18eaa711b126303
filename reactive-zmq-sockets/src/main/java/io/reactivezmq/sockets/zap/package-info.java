/**
 * The asking side of ZAP (RFC 27): the question whether a peer may come in, as messages to the handler behind
 * {@code inproc://zeromq.zap.01}.
 *
 * <p>Door: {@link io.reactivezmq.sockets.zap.ZapClient}.
 *
 * <p>Threading: a question and its answer belong to one event loop, that of the connection whose peer is judged.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27, ZAP</a>
 */
@NullMarked
package io.reactivezmq.sockets.zap;

import org.jspecify.annotations.NullMarked;
