/**
 * The life of connections: connecting with backoff, accepting, handshaking, lingering.
 *
 * <p>Doors: {@link io.reactivezmq.sockets.connection.Connector}, {@link io.reactivezmq.sockets.connection.Acceptor}, and the ports
 * {@link io.reactivezmq.sockets.connection.ConnectionHost} towards the socket and
 * {@link io.reactivezmq.sockets.connection.Transport} towards the network. Threads: everything that touches a channel runs on its
 * event loop. RFC 37 and libzmq's session and connecter.
 */
@NullMarked
package io.reactivezmq.sockets.connection;

import org.jspecify.annotations.NullMarked;
