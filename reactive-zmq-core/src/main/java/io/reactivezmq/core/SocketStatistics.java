package io.reactivezmq.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a socket has done since it was created. The numbers are read one after the other while the socket works, so they
 * need not fit together to the last message.
 *
 * @param messagesSent messages handed to a connection, one for each peer that a message goes to
 * @param bytesSent payload of these messages, in bytes, without framing
 * @param messagesReceived messages that arrived complete
 * @param bytesReceived payload of these messages, in bytes, without framing
 * @param peers connections that are past the handshake now
 * @param queuedOutbound messages that wait in the send queues of all peers
 * @param queuedInbound messages that have arrived from any peer and wait for demand
 * @param dropped what was dropped, by reason; unmodifiable; a reason that never occurred may be missing
 * @param reconnects connections that were established again after a loss
 * @param handshakeFailures connections that ended before the handshake was complete, by cause
 */
public record SocketStatistics(
        long messagesSent,
        long bytesSent,
        long messagesReceived,
        long bytesReceived,
        int peers,
        long queuedOutbound,
        long queuedInbound,
        Map<DropReason, Long> dropped,
        long reconnects,
        HandshakeFailures handshakeFailures) {

    private static final SocketStatistics NONE =
            new SocketStatistics(0, 0, 0, 0, 0, 0, 0, Map.of(), 0, HandshakeFailures.none());

    /** Copies the map. */
    public SocketStatistics {
        Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
        copy.putAll(dropped);
        dropped = Collections.unmodifiableMap(copy);
    }

    /** Nothing yet: all zero. */
    public static SocketStatistics none() {
        return NONE;
    }

    /** What this socket and another one have done together. */
    public SocketStatistics plus(SocketStatistics other) {
        Map<DropReason, Long> sum = new EnumMap<>(DropReason.class);
        sum.putAll(dropped);
        other.dropped.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new SocketStatistics(
                messagesSent + other.messagesSent, bytesSent + other.bytesSent,
                messagesReceived + other.messagesReceived, bytesReceived + other.bytesReceived,
                peers + other.peers, queuedOutbound + other.queuedOutbound, queuedInbound + other.queuedInbound,
                sum, reconnects + other.reconnects, handshakeFailures.plus(other.handshakeFailures));
    }

    /** How often something was dropped for this reason; 0 if never. */
    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /** Connections that ended before the handshake was complete, for whatever cause. */
    public long handshakesFailed() {
        return handshakeFailures.total();
    }

    /** How often something was dropped, for whatever reason. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
