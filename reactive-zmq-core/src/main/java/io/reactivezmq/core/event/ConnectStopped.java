package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;

/**
 * No further attempt to connect is made; the endpoint stays silent until it is connected anew.
 * libzmq gives no event for this.
 *
 * @param endpoint what was connected to, as given
 * @param cause why trying again is of no use; a
 *     {@link io.reactivezmq.core.error.ZmqSecurityException} if the peer refused this side
 */
public record ConnectStopped(Endpoint endpoint, ZmqException cause) implements SocketEvent {
}
