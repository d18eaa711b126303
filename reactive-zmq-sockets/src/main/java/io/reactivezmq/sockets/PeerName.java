package io.reactivezmq.sockets;

import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.RoutingId;

/**
 * What a ROUTER's peer goes by.
 *
 * @param frame the id's bytes, as every message from that peer begins with them
 * @param metadata of the connection, also when that has ended
 * @param dismissed this side has ended it
 */
record PeerName(RoutingId id, byte[] frame, MessageMetadata metadata, boolean dismissed) {

    static PeerName of(RoutingId id) {
        return new PeerName(id, id.bytes(), MessageMetadata.empty(), false);
    }

    PeerName of(MessageMetadata connection, boolean dismissedNow) {
        return new PeerName(id, frame, connection, dismissedNow);
    }
}
