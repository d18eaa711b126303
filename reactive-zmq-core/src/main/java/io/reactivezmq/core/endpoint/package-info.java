/**
 * The addresses that sockets bind and connect to, one record a transport.
 *
 * <p>Door: {@link io.reactivezmq.core.endpoint.Endpoint#parse(String)}.
 *
 * <p>Threads: all types are immutable. Nothing here resolves a name or touches the network or the file system.
 *
 * <p>Syntax: the manual pages {@code zmq_tcp(7)}, {@code zmq_ipc(7)} and {@code zmq_inproc(7)}; IPv6 text is
 * <a href="https://www.rfc-editor.org/rfc/rfc5952">RFC 5952</a>.
 */
@NullMarked
package io.reactivezmq.core.endpoint;

import org.jspecify.annotations.NullMarked;
