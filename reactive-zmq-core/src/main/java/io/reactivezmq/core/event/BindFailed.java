package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;

/**
 * The socket could not listen ({@code ZMQ_EVENT_BIND_FAILED}). The call to bind has the same error.
 *
 * @param endpoint what was to be bound, as given
 * @param cause why it failed
 */
public record BindFailed(Endpoint endpoint, ZmqException cause) implements SocketEvent {
}
