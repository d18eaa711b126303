/**
 * ZeroMQ sockets as Reactive Streams. The door is {@link io.reactivezmq.sockets.ZmqContext}; each socket type is a class with
 * only the calls that the type allows. Every public type is thread-safe; signals arrive on event-loop threads, which must
 * not be blocked ({@code publishOn} moves them elsewhere). RFC 28 to 31 for the patterns, RFC 37 for the wire.
 */
@NullMarked
package io.reactivezmq.sockets;

import org.jspecify.annotations.NullMarked;
