package io.reactivezmq.sockets;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;

/**
 * A message and the peer that it came from.
 *
 * @param peer the sender's routing id
 * @param message what it sent, as it sent it
 */
public record RoutedMessage(RoutingId peer, ZmqMessage message) {

    /** Takes the first frame of a message as its sender's routing id. */
    static RoutedMessage of(ZmqMessage received) {
        return new RoutedMessage(RoutingId.of(received.frame(0)), received.withoutFirst(1));
    }
}
