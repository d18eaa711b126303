package io.reactivezmq.core;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A socket that sends messages. All ways to send may be used side by side, from any thread; messages of one way keep their
 * order for each peer.
 *
 * <p>"Sent" means accepted into the queue of a peer (or, where the socket's rules say so, dropped and counted), not that
 * the peer has it: ZeroMQ has no acknowledgements.
 */
public interface SendingSocket extends ZmqSocket {

    /**
     * Sends one message.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each subscription sends the message once.
     *   <li><b>Completion</b>: when the message is in a peer's queue. Types that wait (PUSH, DEALER, REQ, PAIR) complete
     *       when a peer has room under its send high-water mark, with no time limit of their own; use {@code timeout}.
     *   <li><b>Errors</b>: {@link io.reactivezmq.core.error.ZmqOverflowException} when
     *       {@link io.reactivezmq.core.options.QueueOptions#maxPendingSends()} calls wait already;
     *       {@link io.reactivezmq.core.error.ZmqClosedException} when the socket is closed; on types that route,
     *       {@link io.reactivezmq.core.error.ZmqUnroutableException}.
     *   <li><b>Cancellation</b>: a message that still waits is withdrawn; one that is in a queue is sent.
     *   <li><b>Thread</b>: completes on the caller's thread or on an event loop.
     * </ul>
     */
    Mono<Void> send(ZmqMessage message);

    /**
     * Sends all messages of a publisher.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each subscription subscribes to the publisher once.
     *   <li><b>Demand</b>: the publisher is asked for as much as there is room for, so back-pressure of the peers reaches
     *       it. Types that drop (PUB, XPUB) ask without limit.
     *   <li><b>Completion</b>: when the publisher completed and its last message is in a peer's queue.
     *   <li><b>Errors</b>: the publisher's error, after its earlier messages were sent;
     *       {@link io.reactivezmq.core.error.ZmqClosedException} when the socket is closed, which also cancels the
     *       publisher. What one message alone is to blame for, such as
     *       {@link io.reactivezmq.core.error.ZmqUnroutableException}, ends the stream too, unless {@code onErrorContinue} passes
     *       over it; the message is then counted as dropped.
     *   <li><b>Cancellation</b>: cancels the publisher; messages that are in a queue are sent.
     *   <li><b>Thread</b>: requests come from an event loop; completes there.
     * </ul>
     */
    Mono<Void> send(Publisher<? extends ZmqMessage> messages);

    /**
     * Sends one message if that is possible now, without waiting.
     *
     * @return false when no peer has room (EAGAIN); the message was then not taken. A ROUTER that is not mandatory, and PUB and XPUB
     *     without {@code pubSub.noDrop}, take whatever they are given: they drop and count. With {@code noDrop} false means that a peer
     *     which the message is for has no room; what other threads publish at the same moment counts as if it were queued
     *     for each peer, so that a message is for all of its peers or for none
     * @throws io.reactivezmq.core.error.ZmqUnroutableException (EHOSTUNREACH) when a mandatory ROUTER, or a STREAM socket, has no
     *     peer of that routing id
     * @throws io.reactivezmq.core.error.ZmqClosedException when the socket is closed
     */
    boolean trySend(ZmqMessage message);

    /**
     * A subscriber that sends what it gets, as {@link #send(Publisher)} does, for code that wants to subscribe by itself.
     * Each call gives a new one, for one subscription. It requests as there is room, cancels when the socket is closed, and
     * does not close the socket on completion or error.
     */
    CoreSubscriber<ZmqMessage> asSubscriber();
}
