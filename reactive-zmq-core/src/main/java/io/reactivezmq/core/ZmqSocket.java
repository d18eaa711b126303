package io.reactivezmq.core;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What all sockets have in common: endpoints, events, numbers and an end.
 *
 * <p>A socket may bind and connect any number of endpoints, at any time, from any thread. Unlike libzmq's, sockets are
 * thread-safe.
 */
public interface ZmqSocket extends Disposable, AutoCloseable {

    /** The socket's type. */
    SocketType type();

    /** The options of this socket as they are now. */
    SocketOptions options();

    /**
     * Changes options of this socket; any thread. Those that libzmq lets change on a live socket act at once: linger, the
     * high-water marks in messages, and everything in {@code routing}, {@code request} and {@code pubSub}. The others
     * act on calls of {@code bind} and {@code connect}, and on connections, that come later; an endpoint that exists keeps
     * what it listens with. Who waits in a {@code send} that would not have to wait under the new options goes on.
     * {@code queues.maxPendingSends} stays what it was when the socket was opened.
     *
     * @param changes is given a builder with the options as they are now
     * @throws io.reactivezmq.core.error.ZmqOptionException (EINVAL) for a value outside its range, or one that this type
     *     of socket cannot honour; nothing changes then
     */
    void changeOptions(Consumer<SocketOptions.Builder> changes);

    /**
     * Listens at an endpoint.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each subscription is a new attempt.
     *   <li><b>Value</b>: the endpoint that is really bound, with its address and port, as {@link #unbind} wants it.
     *   <li><b>Errors</b>: {@link io.reactivezmq.core.error.ZmqEndpointException} with the reason;
     *       {@link io.reactivezmq.core.error.ZmqClosedException}.
     *   <li><b>Cancellation</b>: gives the attempt up; what was bound meanwhile is unbound.
     *   <li><b>Thread</b>: an event loop; for ipc one of Reactor's bounded elastic threads, as files are made and removed.
     * </ul>
     *
     * <p>With {@code ipc://path} a socket file is made, in a directory that has to exist, and removed when the endpoint is
     * unbound or the socket closed, unless something else is at the path by then. A socket file that nobody answers at is
     * replaced. Whoever listens there, and whatever is not a socket, is left alone, and bind fails with
     * {@code ADDRESS_IN_USE} (EADDRINUSE); libzmq takes the path away from them. {@code ipc://*} is a path in a new directory
     * below {@code java.io.tmpdir} that only this user may enter. {@code ipc://@name} makes no file; it needs Linux. On NIO
     * it and the filters of {@link SocketOptions#ipc()} fail with {@code UNSUPPORTED_TRANSPORT} (EPROTONOSUPPORT).
     * A path may have 107 bytes, on NIO 106, else bind fails with {@code NAME_TOO_LONG} (ENAMETOOLONG).
     */
    Mono<Endpoint> bind(Endpoint endpoint);

    /** {@link #bind(Endpoint)} with the endpoint as text; malformed text is an error signal. */
    default Mono<Endpoint> bind(String endpoint) {
        return Mono.defer(() -> bind(Endpoint.parse(endpoint)));
    }

    /**
     * {@link #bind(Endpoint)}, waiting for the result for at most 45 seconds.
     *
     * @throws io.reactivezmq.core.error.ZmqException the error of {@code bind}, or
     *     {@link io.reactivezmq.core.error.ZmqTimeoutException}
     * @throws IllegalStateException on a thread that must not block, such as an event loop
     */
    default Endpoint bindNow(Endpoint endpoint) {
        return bindNow(endpoint, Blocking.DEFAULT_TIMEOUT);
    }

    /** {@link #bindNow(Endpoint)} with a time limit. */
    default Endpoint bindNow(Endpoint endpoint, Duration timeout) {
        return Blocking.await(bind(endpoint), timeout, () -> "bind " + endpoint);
    }

    /** {@link #bindNow(Endpoint)} with the endpoint as text. */
    default Endpoint bindNow(String endpoint) {
        return bindNow(endpoint, Blocking.DEFAULT_TIMEOUT);
    }

    /** {@link #bindNow(Endpoint)} with the endpoint as text and a time limit. */
    default Endpoint bindNow(String endpoint, Duration timeout) {
        return bindNow(Endpoint.parse(endpoint), timeout);
    }

    /**
     * Connects to an endpoint, now and after every loss, as {@link SocketOptions#reconnect()} says.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each subscription connects once more. DEALER, PUB, REQ and SUB connect to an endpoint of tcp
     *       or ipc once only, as in libzmq: while it is connected, or tried, another call changes nothing.
     *   <li><b>Value</b>: the endpoint as given, at once: the peer need not exist yet. What becomes of it shows in
     *       {@link #events()}.
     *   <li><b>Errors</b>: {@link io.reactivezmq.core.error.ZmqEndpointException} when the endpoint is not one to connect
     *       to; {@link io.reactivezmq.core.error.ZmqClosedException}. A name that does not resolve or a peer that refuses
     *       is not an error, it is tried again.
     *   <li><b>Cancellation</b>: without effect once it is connecting; use {@link #disconnect}.
     *   <li><b>Thread</b>: the caller's or an event loop.
     * </ul>
     *
     * <p>With {@code ipc://path} the file need not exist yet, nor answer: it is tried again like a peer that refuses. Of
     * {@link SocketOptions#tcp()} the connect timeout, the buffers and, at bind, the backlog apply to ipc too.
     */
    Mono<Endpoint> connect(Endpoint endpoint);

    /** {@link #connect(Endpoint)} with the endpoint as text; malformed text is an error signal. */
    default Mono<Endpoint> connect(String endpoint) {
        return Mono.defer(() -> connect(Endpoint.parse(endpoint)));
    }

    /**
     * {@link #connect(Endpoint)}, waiting for its result, which does not depend on the peer, for at most 45 seconds.
     *
     * @throws io.reactivezmq.core.error.ZmqException the error of {@code connect}, or
     *     {@link io.reactivezmq.core.error.ZmqTimeoutException}
     * @throws IllegalStateException on a thread that must not block, such as an event loop
     */
    default Endpoint connectNow(Endpoint endpoint) {
        return connectNow(endpoint, Blocking.DEFAULT_TIMEOUT);
    }

    /** {@link #connectNow(Endpoint)} with a time limit. */
    default Endpoint connectNow(Endpoint endpoint, Duration timeout) {
        return Blocking.await(connect(endpoint), timeout, () -> "connect " + endpoint);
    }

    /** {@link #connectNow(Endpoint)} with the endpoint as text. */
    default Endpoint connectNow(String endpoint) {
        return connectNow(endpoint, Blocking.DEFAULT_TIMEOUT);
    }

    /** {@link #connectNow(Endpoint)} with the endpoint as text and a time limit. */
    default Endpoint connectNow(String endpoint, Duration timeout) {
        return connectNow(Endpoint.parse(endpoint), timeout);
    }

    /**
     * Stops listening at an endpoint and closes the connections that were accepted there, after linger. The file of an ipc
     * endpoint is removed first.
     *
     * <p>Cold; completes on an event loop when the listener and its connections are closed.
     *
     * @param endpoint the value that {@link #bind(Endpoint)} gave; one with a wildcard is not found
     * @return an error signal {@link io.reactivezmq.core.error.ZmqEndpointException} with reason {@code NOT_FOUND} (ENOENT)
     *     when the socket is not bound there
     */
    Mono<Void> unbind(Endpoint endpoint);

    /** {@link #unbind(Endpoint)} with the endpoint as text; malformed text is an error signal. */
    default Mono<Void> unbind(String endpoint) {
        return Mono.defer(() -> unbind(Endpoint.parse(endpoint)));
    }

    /**
     * Ends all connections to an endpoint and stops connecting again, after linger.
     *
     * <p>Cold; completes on an event loop when the connections are closed.
     *
     * @param endpoint the value that {@link #connect(Endpoint)} was given
     * @return an error signal {@link io.reactivezmq.core.error.ZmqEndpointException} with reason {@code NOT_FOUND} (ENOENT)
     *     when the socket is not connected there
     */
    Mono<Void> disconnect(Endpoint endpoint);

    /** {@link #disconnect(Endpoint)} with the endpoint as text; malformed text is an error signal. */
    default Mono<Void> disconnect(String endpoint) {
        return Mono.defer(() -> disconnect(Endpoint.parse(endpoint)));
    }

    /**
     * What happens to the socket's connections ({@code zmq_socket_monitor}).
     *
     * <ul>
     *   <li><b>Subscription</b>: hot, any number of subscribers; each sees what happens from then on.
     *   <li><b>Demand</b>: events do not wait. A subscriber that is too slow misses some, which
     *       {@link DropReason#EVENT_OVERFLOW} counts; the socket is never held up.
     *   <li><b>Completion</b>: when the socket is closed, after its last event. <b>Errors</b>: none.
     *   <li><b>Thread</b>: the event loop of the connection, one event at a time.
     * </ul>
     */
    Flux<SocketEvent> events();

    /** The socket's numbers as they are now. Cheap enough to be asked every second; any thread. */
    SocketStatistics statistics();

    /**
     * The numbers of each peer as they are now, in no order ({@code zmq_socket_monitor_pipes_stats}): who is connected, what is
     * queued for whom. Any thread; waits for nobody and costs one small object a peer.
     */
    List<PeerStatistics> peerStatistics();

    /**
     * Closes the socket: nothing is accepted any more, {@code receive()} completes, what is queued is sent for at most
     * {@link SocketOptions#linger()}, then all connections and listeners are closed.
     *
     * <p>Cold and idempotent: the first subscription closes, every one completes when all is released, also one that comes
     * later. It does not fail. Cancelling does not stop the closing. It may be subscribed on any thread.
     */
    Mono<Void> disposeLater();

    /** Completes when the socket is closed and all is released, without closing it; also when that was long ago. */
    Mono<Void> onDispose();

    /** Starts {@link #disposeLater()} and does not wait. */
    @Override
    void dispose();

    /** Whether closing has begun. */
    @Override
    boolean isDisposed();

    /**
     * Closes the socket and waits until that is done, as {@link #disposeLater()} describes. On a thread that must not
     * block, such as an event loop, it starts the closing and does not wait. Idempotent; throws nothing.
     */
    @Override
    void close();
}
