package io.reactivezmq.sockets;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.SendPublisher;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * ZMQ_STREAM: plain TCP connections as a socket, to talk to programs that do not know ZeroMQ. A peer goes by a routing id that
 * this socket makes up, or that {@code connect} gives it.
 *
 * <pre>{@code
 * StreamSocket echo = zmq.stream();
 * echo.bindNow("tcp://127.0.0.1:7");
 * echo.chunks().filter(chunk -> chunk.message().size() > 0)
 *     .flatMap(chunk -> echo.send(chunk.peer(), chunk.message()).onErrorComplete(ZmqUnroutableException.class))
 *     .subscribe();
 * }</pre>
 *
 * <p><b>In</b>: each message is the peer's id and a chunk of what it sent, as one read brought it, at most
 * {@code queues.readSize} bytes. Where a chunk ends means nothing. An empty chunk tells that the peer has connected, the next
 * empty one that it has gone ({@code routing.streamNotify}, {@code ZMQ_STREAM_NOTIFY}); {@link #peers()} tells the same
 * without messages. Without demand the peer is held back by TCP, as on every other type.
 *
 * <p><b>Out</b>: the first frame of a message names the peer, the bytes of those behind it are sent. A peer at its send
 * high-water mark is waited for, by those who send to it and nobody else; {@code queues.maxPendingSends} is for each peer. An id
 * that no peer has is an error of the call, {@link io.reactivezmq.core.error.ZmqUnroutableException} (EHOSTUNREACH). A message
 * without bytes behind the id closes the connection, as {@link #disconnect(RoutingId)} does.
 *
 * <p>There is no handshake and no time limit: a peer may stay silent for ever. When a peer has closed its direction, the
 * connection is over. A connection that this side has made is made again when it is lost, under the same id; what was queued
 * for the lost one is dropped and counted as {@code CONNECTION_LOST}. For tcp and ipc.
 */
public final class StreamSocket extends AbstractRouterSocket {

    private final StreamPattern pattern;

    StreamSocket(SocketSetup setup) {
        this(setup, new StreamPattern(setup));
    }

    private StreamSocket(SocketSetup setup, StreamPattern pattern) {
        super(new SocketCore(setup, pattern), pattern);
        this.pattern = pattern;
        pattern.disconnectBy(core::disconnect);
    }

    /** As {@link #receive()}, with the peer's routing id beside the bytes, which are the message's only frame. */
    public Flux<RoutedMessage> chunks() {
        return pattern.inbox().map(RoutedMessage::of);
    }

    /** Sends a copy of these bytes to this peer; none close the connection. */
    public Mono<Void> send(RoutingId peer, byte[] data) {
        return send(peer, ZmqMessage.of(data));
    }

    /**
     * As {@link io.reactivezmq.core.SendingSocket#send(Publisher)}, all to this peer: the publisher is asked for as much as it
     * takes. Ends with a {@link io.reactivezmq.core.error.ZmqUnroutableException} when the peer has gone for good.
     */
    public Mono<Void> send(RoutingId peer, Publisher<ZmqMessage> data) {
        return Mono.defer(() -> new SendPublisher(pattern.lines().of(peer).outbox(), data));
    }

    /**
     * Closes the connection to a peer, as an empty message to it does; completes when it is closed. What it was sent before goes out
     * first, for as long as {@code linger} allows. From now on nothing can be sent to it, no notice tells of its end, and a
     * connection that this side has made is not made again. Begun with the subscription, once.
     *
     * @throws io.reactivezmq.core.error.ZmqUnroutableException as the Mono's error, if no peer has this id
     */
    public Mono<Void> disconnect(RoutingId peer) {
        return Mono.defer(() -> pattern.disconnect(peer));
    }
}
