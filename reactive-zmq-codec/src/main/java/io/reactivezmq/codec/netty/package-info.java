/**
 * The two handlers of a connection, one per phase, and what they tell the socket; with ZMTP, or raw for STREAM. The only package of this module that
 * knows channels; the protocol itself lies in the engine and wire packages.
 *
 * <p>Doors: {@link io.reactivezmq.codec.netty.ZmtpHandshakeHandler} or
 * {@link io.reactivezmq.codec.netty.RawOpeningHandler} goes into a new channel's pipeline;
 * {@link io.reactivezmq.codec.netty.HandshakeListener} hears how it ended;
 * {@link io.reactivezmq.codec.netty.ChannelConnection} and {@link io.reactivezmq.codec.netty.TrafficReceiver} are the
 * established connection.
 *
 * <p>Threading: everything runs on the channel's event loop.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 */
@NullMarked
package io.reactivezmq.codec.netty;

import org.jspecify.annotations.NullMarked;
