/**
 * HTTP on a STREAM socket in front, a ZeroMQ backend behind.
 *
 * <p>Door: {@link io.reactivezmq.samples.httpbridge.HttpBridge}. {@code BridgeServer} owns the sockets and the connections,
 * {@code HttpConnection} takes the requests of one client in turn, {@code HttpCodec} is Netty's HTTP between bytes and
 * messages.
 *
 * <p>Threads: everything of all connections happens on one thread of its own, which never waits.
 */
@NullMarked
package io.reactivezmq.samples.httpbridge;

import org.jspecify.annotations.NullMarked;
