package io.reactivezmq.core;

import io.reactivezmq.core.message.RoutingId;

/**
 * A peer of a ROUTER or STREAM socket has come or gone.
 *
 * @param routingId the name under which messages from it arrive and messages to it are sent
 * @param connected whether it is connected now
 */
public record RouterPeer(RoutingId routingId, boolean connected) {
}
