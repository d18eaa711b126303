/**
 * The bytes of ZMTP 3: greeting, frame header, commands and their properties, messages as frames.
 *
 * <p>Doors: {@link io.reactivezmq.codec.wire.FrameDecoder} and {@link io.reactivezmq.codec.wire.MessageEncoder} for traffic,
 * one record per command. Whatever a peer can do wrong has a name in {@link io.reactivezmq.codec.wire.ZmtpViolations}.
 *
 * <p>Threading: values are immutable; decoder and encoder are confined to the thread that feeds them. Nothing here knows a
 * channel or a clock.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37, ZMTP 3.1</a>
 */
@NullMarked
package io.reactivezmq.codec.wire;

import org.jspecify.annotations.NullMarked;
