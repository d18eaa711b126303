package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import java.net.SocketAddress;

/**
 * A peer of a ROUTER socket announced a routing id that another peer has, and {@code routing.handover} does not let it take that
 * over: it stays connected, but what it sends is dropped and nothing can be sent to it. libzmq does the same and tells nobody.
 *
 * @param endpoint what is bound or connected to
 * @param peer the newcomer's address
 * @param routingId the id in use
 */
public record RoutingIdRefused(Endpoint endpoint, SocketAddress peer, RoutingId routingId) implements SocketEvent {
}
