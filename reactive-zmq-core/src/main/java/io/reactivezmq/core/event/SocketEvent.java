package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.RoutingId;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

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
 *
 * <p>The events of {@code zmq_socket_monitor(3)} and what stands for them here. Unlike libzmq's, these come over inproc too.
 *
 * <table class="striped">
 *   <caption>libzmq's monitor events</caption>
 *   <thead>
 *     <tr><th>ZMQ_EVENT_</th><th>here</th><th>its value there</th><th>here</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>CONNECTED</td><td>{@link Connected}</td><td>descriptor</td><td>peer</td></tr>
 *     <tr><td>CONNECT_DELAYED</td><td>{@link ConnectDelayed}</td><td>errno</td><td>always told, before every attempt</td></tr>
 *     <tr><td>CONNECT_RETRIED</td><td>{@link ConnectRetried}</td><td>interval</td><td>delay, attempt, cause</td></tr>
 *     <tr><td>LISTENING</td><td>{@link Listening}</td><td>descriptor</td><td>the real endpoint</td></tr>
 *     <tr><td>BIND_FAILED</td><td>{@link BindFailed}</td><td>errno</td><td>cause</td></tr>
 *     <tr><td>ACCEPTED</td><td>{@link Accepted}</td><td>descriptor</td><td>peer</td></tr>
 *     <tr><td>ACCEPT_FAILED</td><td>{@link AcceptFailed}</td><td>errno</td><td>cause</td></tr>
 *     <tr><td>CLOSED, of a listener</td><td>{@link Closed}</td><td>descriptor</td><td></td></tr>
 *     <tr><td>CLOSED, of an attempt to connect</td><td>{@link ConnectRetried}, {@link ConnectStopped}</td>
 *         <td>descriptor</td><td>cause</td></tr>
 *     <tr><td>CLOSE_FAILED</td><td>{@link CloseFailed}</td><td>errno</td><td>cause</td></tr>
 *     <tr><td>DISCONNECTED, of a peer that was ready</td><td>{@link Disconnected}</td><td>descriptor</td>
 *         <td>peer, routing id, cause, undelivered</td></tr>
 *     <tr><td>DISCONNECTED, during the handshake</td><td>{@link HandshakeFailed}</td><td>descriptor</td>
 *         <td>peer, cause</td></tr>
 *     <tr><td>MONITOR_STOPPED</td><td>completion of {@link io.reactivezmq.core.ZmqSocket#events()}</td><td></td><td></td></tr>
 *     <tr><td>HANDSHAKE_SUCCEEDED</td><td>{@link HandshakeSucceeded}, for every version of ZMTP</td><td>0</td>
 *         <td>peer, routing id, socket type, version</td></tr>
 *     <tr><td>HANDSHAKE_FAILED_NO_DETAIL</td><td>{@link HandshakeFailed}</td><td>errno</td>
 *         <td>{@link io.reactivezmq.core.error.ZmqConnectionException},
 *             {@link io.reactivezmq.core.error.ZmqTimeoutException}</td></tr>
 *     <tr><td>HANDSHAKE_FAILED_PROTOCOL</td><td>{@link HandshakeFailed}</td><td>protocol error</td>
 *         <td>{@link io.reactivezmq.core.error.ZmqProtocolException} with a
 *             {@link io.reactivezmq.core.error.Violation}</td></tr>
 *     <tr><td>HANDSHAKE_FAILED_AUTH</td><td>{@link HandshakeFailed}</td><td>status</td>
 *         <td>{@link io.reactivezmq.core.error.ZmqSecurityException}</td></tr>
 *     <tr><td>PIPES_STATS</td><td>{@link io.reactivezmq.core.ZmqSocket#peerStatistics()}, at any time</td>
 *         <td>queue lengths</td><td>queue lengths, messages, bytes</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>libzmq has no event for {@link ConnectStopped} and {@link RoutingIdRefused}.
 */
public sealed interface SocketEvent
        permits Listening, BindFailed, ConnectDelayed, Connected, ConnectRetried, ConnectStopped, Accepted, AcceptFailed,
                HandshakeSucceeded, HandshakeFailed, RoutingIdRefused, Disconnected, Closed, CloseFailed {

    /** The endpoint of this socket that is concerned: the one bound, or the one connected to. */
    Endpoint endpoint();

    /** The address of the peer that is concerned; null where there is none, or none yet. */
    default @Nullable SocketAddress peer() {
        return null;
    }

    /**
     * The routing id of the peer that is concerned; null where none is known. For a peer of a ROUTER socket that is the id it
     * goes by there, announced, given or made up, else the one that it announced in its handshake.
     */
    default @Nullable RoutingId routingId() {
        return null;
    }

    /** What went wrong; null if nothing did. */
    default @Nullable ZmqException cause() {
        return null;
    }
}
