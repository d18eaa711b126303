package io.reactivezmq.core.event;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import java.net.SocketAddress;

/**
 * The peer is ready for messages ({@code ZMQ_EVENT_HANDSHAKE_SUCCEEDED}).
 *
 * @param endpoint what is bound or connected to
 * @param peer the peer's address
 * @param peerType the peer's socket type
 * @param version the version of ZMTP that both speak, such as {@code 3.1}
 */
public record HandshakeSucceeded(Endpoint endpoint, SocketAddress peer, SocketType peerType, String version)
        implements SocketEvent {
}
