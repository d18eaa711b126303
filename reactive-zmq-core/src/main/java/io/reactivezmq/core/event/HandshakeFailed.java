package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import java.net.SocketAddress;

/**
 * A connection ended before the peer was ready for messages ({@code ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL},
 * {@code ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL}, {@code ZMQ_EVENT_HANDSHAKE_FAILED_AUTH}).
 *
 * @param endpoint what is bound or connected to
 * @param peer the peer's address
 * @param cause why: a {@link io.reactivezmq.core.error.ZmqProtocolException} for a peer that speaks wrongly, a
 *     {@link io.reactivezmq.core.error.ZmqTimeoutException} for one that is too slow, a
 *     {@link io.reactivezmq.core.error.ZmqSecurityException}, with the ZAP status, for one that may not, or that refused this
 *     side, a
 *     {@link io.reactivezmq.core.error.ZmqConnectionException} for a transport that failed
 */
public record HandshakeFailed(Endpoint endpoint, SocketAddress peer, ZmqException cause) implements SocketEvent {
}
