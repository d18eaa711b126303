package io.reactivezmq.core;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.RoutingId;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What goes to and comes from one peer: the state of one pipe, as {@code zmq_socket_monitor_pipes_stats} tells it, and more. On
 * the connecting side there is one for each endpoint from {@code connect} on, over all its connections; on the bound side
 * one for each peer that is connected.
 *
 * <p>The numbers are read one after the other while the socket works, so they need not fit together to the last message.
 *
 * @param endpoint what the socket is bound or connected to
 * @param connected whether there is a connection past its handshake
 * @param peer the peer's address; null while not connected
 * @param routingId the peer's routing id as {@link io.reactivezmq.core.event.SocketEvent#routingId()} has it; null while not
 *     connected, or if it announced none
 * @param queuedOutbound messages that wait in the send queue, up to {@code queues.sendHighWaterMark}
 * @param queuedInbound messages that have arrived and wait for demand, up to {@code queues.receiveHighWaterMark} and what one
 *     read brought
 * @param messagesSent messages handed to a connection
 * @param bytesSent payload of these messages, in bytes, without framing
 * @param messagesReceived messages that arrived complete
 * @param bytesReceived payload of these messages, in bytes, without framing
 */
public record PeerStatistics(
        Endpoint endpoint,
        boolean connected,
        @Nullable SocketAddress peer,
        @Nullable RoutingId routingId,
        int queuedOutbound,
        int queuedInbound,
        long messagesSent,
        long bytesSent,
        long messagesReceived,
        long bytesReceived) {
}
