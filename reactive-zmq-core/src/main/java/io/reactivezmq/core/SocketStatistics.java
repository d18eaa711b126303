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
 * @param dropped what was dropped, by reason; unmodifiable; a reason that never occurred may be missing
 * @param reconnects connections that were established again after a loss
 * @param handshakesFailed connections that ended before the handshake was complete
 */
public record SocketStatistics(
        long messagesSent,
        long bytesSent,
        long messagesReceived,
        long bytesReceived,
        int peers,
        Map<DropReason, Long> dropped,
        long reconnects,
        long handshakesFailed) {

    /** Copies the map. */
    public SocketStatistics {
        Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
        copy.putAll(dropped);
        dropped = Collections.unmodifiableMap(copy);
    }

    /** How often something was dropped for this reason; 0 if never. */
    public long dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0L);
    }

    /** How often something was dropped, for whatever reason. */
    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
