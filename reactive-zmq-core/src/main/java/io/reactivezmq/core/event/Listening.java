package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;

/**
 * The socket listens ({@code ZMQ_EVENT_LISTENING}).
 *
 * @param endpoint what is bound, with its real address and port
 */
public record Listening(Endpoint endpoint) implements SocketEvent {
}
