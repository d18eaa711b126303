package io.reactivezmq.sockets;

import io.reactivezmq.codec.netty.PeerConnection;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one peer has not been told yet: the newest wish for each topic, in the order in which topics came. A wish that changes
 * before it could be written replaces the older one, so a peer that does not read costs one entry a topic however often
 * the application changes its mind. Confined to the event loop of the peer.
 */
final class PendingSubscriptions {

    private final Map<ByteBuffer, Boolean> wishes = new LinkedHashMap<>();

    void put(byte[] topic, boolean subscribe) {
        wishes.put(ByteBuffer.wrap(topic), subscribe);
    }

    /** Writes what the connection takes; the rest follows when it is writable again. */
    void write(PeerConnection connection) {
        if (wishes.isEmpty()) {
            return;
        }
        Iterator<Map.Entry<ByteBuffer, Boolean>> next = wishes.entrySet().iterator();
        while (connection.isWritable() && next.hasNext()) {
            Map.Entry<ByteBuffer, Boolean> wish = next.next();
            connection.writeSubscription(wish.getValue(), wish.getKey().array());
            next.remove();
        }
        connection.flush();
    }
}
