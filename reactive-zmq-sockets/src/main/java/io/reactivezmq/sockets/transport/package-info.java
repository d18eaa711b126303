/**
 * Thin adapters between reactor-netty and {@link io.reactivezmq.sockets.connection.Transport}. Door:
 * {@link io.reactivezmq.sockets.transport.TcpTransport}. Threads: no call here waits for the network.
 */
@NullMarked
package io.reactivezmq.sockets.transport;

import org.jspecify.annotations.NullMarked;
