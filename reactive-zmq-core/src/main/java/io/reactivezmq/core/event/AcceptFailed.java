package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;

/**
 * A connection could not be accepted ({@code ZMQ_EVENT_ACCEPT_FAILED}); the listener goes on.
 *
 * @param endpoint what is bound
 * @param cause why, such as too many open files or too many handshakes under way
 */
public record AcceptFailed(Endpoint endpoint, ZmqException cause) implements SocketEvent {
}
