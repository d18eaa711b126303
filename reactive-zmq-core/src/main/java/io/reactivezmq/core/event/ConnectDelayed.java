package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;

/**
 * An attempt to connect has begun ({@code ZMQ_EVENT_CONNECT_DELAYED}).
 *
 * @param endpoint what is connected to, as given
 */
public record ConnectDelayed(Endpoint endpoint) implements SocketEvent {
}
