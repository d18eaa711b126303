package io.reactivezmq.samples.telemetry.status;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.BindFailed;
import io.reactivezmq.core.event.CloseFailed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One {@link SocketEvent} for people.
 *
 * @param time milliseconds since the epoch
 * @param socket whose event it is, for example {@code SUB}
 * @param kind for example {@code HandshakeSucceeded}
 * @param detail the rest of the event in words; may be empty
 */
public record SocketEventLine(long time, String socket, String kind, String endpoint, String detail) {

    static SocketEventLine of(long time, String socket, SocketEvent event) {
        return new SocketEventLine(
                time, socket, event.getClass().getSimpleName(), event.endpoint().toString(), detail(event));
    }

    private static String detail(SocketEvent event) {
        if (event instanceof HandshakeSucceeded success) {
            SocketType type = success.peerType();
            return (type == null ? "a peer" : type.wireName()) + " at " + address(success.peer()) + ", ZMTP " + success.version();
        } else if (event instanceof ConnectRetried retry) {
            return "attempt " + retry.attempt() + " in " + retry.delay().toMillis() + " ms" + because(retry.cause());
        } else if (event instanceof Disconnected end) {
            String lost = end.undelivered() == 0 ? "" : ", " + end.undelivered() + " messages undelivered";
            return address(end.peer()) + lost + because(end.cause());
        } else if (event instanceof HandshakeFailed failure) {
            return address(failure.peer()) + because(failure.cause());
        } else if (event instanceof ConnectStopped failure) {
            return "gives up" + because(failure.cause());
        } else if (event instanceof AcceptFailed failure) {
            return "not accepted" + because(failure.cause());
        } else if (event instanceof BindFailed failure) {
            return "not bound" + because(failure.cause());
        } else if (event instanceof CloseFailed failure) {
            return "not removed" + because(failure.cause());
        } else if (event instanceof Connected connected) {
            return address(connected.peer());
        }
        return event instanceof Accepted accepted ? address(accepted.peer()) : "";
    }

    /** Without the slash that an address has in front when it has no name. */
    private static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet ? inet.getHostString() + ":" + inet.getPort() : peer.toString();
    }

    private static String because(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getMessage();
    }
}
