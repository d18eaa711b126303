package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import java.net.SocketAddress;

/**
 * A connection came in; the handshake comes next ({@code ZMQ_EVENT_ACCEPTED}).
 *
 * @param endpoint what is bound
 * @param peer where the connection came from
 */
public record Accepted(Endpoint endpoint, SocketAddress peer) implements SocketEvent {
}
