package io.reactivezmq.core;

import io.reactivezmq.core.message.ZmqMessage;
import reactor.core.publisher.Flux;

/** A socket that receives messages. */
public interface ReceivingSocket extends ZmqSocket {

    /**
     * The messages that arrive, from all peers in turn (fair queueing), each whole.
     *
     * <ul>
     *   <li><b>Subscription</b>: hot, one subscriber at a time. A second concurrent one gets an
     *       {@link IllegalStateException}; use {@code share()} to fan out. After a cancel the next subscriber goes on
     *       where the last one stopped: messages that were not emitted are kept.
     *   <li><b>Demand</b>: without demand messages wait, up to the receive high-water mark for each peer; then the
     *       connection is no longer read, so that the peer's sending stops too. Nothing that a connected peer sent is dropped for lack
     *       of demand; what peers that have gone left behind is bounded by
     *       {@link io.reactivezmq.core.options.QueueOptions#departedHighWaterMark()}.
     *   <li><b>Completion</b>: when the socket is closed; what was received but not emitted by then is discarded.
     *   <li><b>Errors</b>: none from peers. A peer's fault ends its connection and shows in {@link #events()}.
     *   <li><b>Cancellation</b>: stops the emission; connections stay open.
     *   <li><b>Thread</b>: an event loop, or for what waits already the one that subscribes or requests; never two at a
     *       time. Do not block it, use {@code publishOn}.
     * </ul>
     */
    Flux<ZmqMessage> receive();
}
