package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;

/**
 * The socket no longer listens ({@code ZMQ_EVENT_CLOSED}).
 *
 * @param endpoint what was bound
 */
public record Closed(Endpoint endpoint) implements SocketEvent {
}
