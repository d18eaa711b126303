/**
 * What happens to a socket's connections, one record a kind of event.
 *
 * <p>Door: {@link io.reactivezmq.core.event.SocketEvent}, as emitted by
 * {@link io.reactivezmq.core.ZmqSocket#events()}.
 *
 * <p>Threads: all types are immutable.
 *
 * <p>Each record names the event of {@code zmq_socket_monitor(3)} that it stands for, if there is one.
 */
@NullMarked
package io.reactivezmq.core.event;

import org.jspecify.annotations.NullMarked;
