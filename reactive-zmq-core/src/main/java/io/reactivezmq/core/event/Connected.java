package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import java.net.SocketAddress;

/**
 * The transport is connected; the handshake comes next ({@code ZMQ_EVENT_CONNECTED}).
 *
 * @param endpoint what is connected to, as given
 * @param peer the address that answered
 */
public record Connected(Endpoint endpoint, SocketAddress peer) implements SocketEvent {
}
