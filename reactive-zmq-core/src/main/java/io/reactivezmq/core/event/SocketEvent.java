package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;

/**
 * Something that happened to one of a socket's listeners or connections.
 *
 * <pre>
 *   connecting side:  ConnectDelayed  Connected  HandshakeSucceeded  Disconnected  ConnectRetried  ConnectDelayed ...
 *   refused:          ConnectDelayed  ConnectRetried  ConnectDelayed  ConnectRetried ...
 *   listening side:   Listening  Accepted  HandshakeSucceeded  Disconnected  Closed
 * </pre>
 *
 * <p>After {@link Connected} or {@link Accepted} comes exactly one of {@link HandshakeSucceeded} and
 * {@link HandshakeFailed}; {@link Disconnected} follows the former only.
 */
public sealed interface SocketEvent
        permits Listening, BindFailed, ConnectDelayed, Connected, ConnectRetried, ConnectStopped, Accepted, AcceptFailed,
                HandshakeSucceeded, HandshakeFailed, RoutingIdRefused, Disconnected, Closed {

    /** The endpoint of this socket that is concerned: the one bound, or the one connected to. */
    Endpoint endpoint();
}
