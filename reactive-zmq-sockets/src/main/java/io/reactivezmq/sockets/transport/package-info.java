/**
 * Thin adapters between reactor-netty and {@link io.reactivezmq.sockets.connection.Transport}. Doors:
 * {@link io.reactivezmq.sockets.transport.TcpTransport} and {@link io.reactivezmq.sockets.transport.IpcTransport}. Threads:
 * no call here waits for the network, and what touches the file system runs on Reactor's bounded elastic scheduler.
 */
@NullMarked
package io.reactivezmq.sockets.transport;

import org.jspecify.annotations.NullMarked;
