package io.reactivezmq.samples.cli;

import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** An event as a line: what, where, and then {@code name=value} as far as there is one. */
final class EventText {

    private EventText() {
    }

    static String of(SocketEvent event) {
        StringBuilder line = new StringBuilder("event ").append(kind(event)).append(' ').append(event.endpoint());
        if (event.peer() != null) {
            line.append(" peer=").append(address(event.peer()));
        }
        if (event.routingId() != null) {
            line.append(" id=").append(event.routingId());
        }
        if (event instanceof HandshakeSucceeded ready) {
            line.append(ready.peerType() == null ? "" : " type=" + ready.peerType()).append(" version=").append(ready.version());
        } else if (event instanceof ConnectRetried retried) {
            line.append(" attempt=").append(retried.attempt()).append(" delay=").append(Text.of(retried.delay()));
        } else if (event instanceof Disconnected gone && gone.undelivered() > 0) {
            line.append(" undelivered=").append(gone.undelivered());
        }
        if (event.cause() != null) {
            line.append(" cause=").append(event.cause().code()).append(": ").append(event.cause().getMessage());
        }
        return line.toString();
    }

    /** {@code HandshakeFailed} is handshake-failed. */
    private static String kind(SocketEvent event) {
        return event.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String address(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort() : address.toString();
    }
}
