package io.reactivezmq.core.event;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The peer is ready for messages ({@code ZMQ_EVENT_HANDSHAKE_SUCCEEDED}).
 *
 * @param endpoint what is bound or connected to
 * @param peer the peer's address
 * @param routingId the peer's routing id as {@link SocketEvent#routingId()} has it; null if it announced none
 * @param peerType the peer's socket type; null for a peer that does not tell, one of ZMTP 1.0 or of a STREAM socket
 * @param version the version of ZMTP that both speak, {@code 3.1}, {@code 3.0}, {@code 2.0} or {@code 1.0}; {@code inproc} there,
 *     and {@code raw} without ZMTP
 */
public record HandshakeSucceeded(Endpoint endpoint, SocketAddress peer, @Nullable RoutingId routingId,
        @Nullable SocketType peerType, String version)
        implements SocketEvent {
}
