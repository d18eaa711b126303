package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.RoutingId;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was past its handshake has ended ({@code ZMQ_EVENT_DISCONNECTED}). What the peer sent before it closed in good
 * order comes first: while the application asks for none of it, this event waits.
 *
 * @param endpoint what is bound or connected to
 * @param peer the peer's address
 * @param routingId the peer's routing id, as in {@link HandshakeSucceeded}
 * @param cause why; null when one of the two sides closed it in good order
 * @param undelivered messages that were queued or encoded for this peer and are lost with the connection; on the connecting
 *     side, what is still queued is not lost but waits for the next connection
 */
public record Disconnected(Endpoint endpoint, SocketAddress peer, @Nullable RoutingId routingId,
        @Nullable ZmqException cause, long undelivered)
        implements SocketEvent {
}
