package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;

/**
 * The socket no longer listens, but something of the listener is left behind: the file of an ipc endpoint could not be removed
 * ({@code ZMQ_EVENT_CLOSE_FAILED}). {@link Closed} follows; the next bind at the path replaces the file.
 *
 * @param endpoint what was bound
 * @param cause what could not be removed, and why
 */
public record CloseFailed(Endpoint endpoint, ZmqException cause) implements SocketEvent {
}
