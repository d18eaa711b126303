package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * ZMQ_REQ (RFC 28): asks its REP and ROUTER peers in turn, one request at a time.
 *
 * <p>{@link #request} is the way to use it: calls from any number of threads queue, and a cancel or a timeout leaves the socket
 * usable. To have many requests under way at once, use a {@link RequestClient}.
 *
 * <p>{@link #send} and {@link #receive} are the two halves as libzmq has them, with its state machine.
 */
public final class ReqSocket extends AbstractSocket implements ReceivingSocket {

    private final ReqPattern pattern;

    ReqSocket(SocketSetup setup) {
        this(setup, new ReqPattern(setup));
    }

    private ReqSocket(SocketSetup setup, ReqPattern pattern) {
        super(new SocketCore(setup, pattern));
        this.pattern = pattern;
    }

    /**
     * Asks the next peer, and gives its reply.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; each one asks once. Requests are asked in the order of their subscriptions, each after
     *       the one before is over.
     *   <li><b>Completion</b>: with the reply. There is no time limit of its own; use {@code timeout}.
     *   <li><b>Errors</b>: {@link io.reactivezmq.core.error.ZmqConnectionException} (ECONNRESET) when the connection was lost
     *       after the request had been sent: it may or may not have been worked on, {@code retry} asks again;
     *       {@link io.reactivezmq.core.error.ZmqOverflowException} when {@code queues.maxPendingSends} calls wait already;
     *       when every endpoint was given up ({@code ConnectStopped}), until there is another one:
     *       {@link io.reactivezmq.core.error.ZmqSecurityException} if the last peer refused this side, else
     *       {@link io.reactivezmq.core.error.ZmqConnectionException} (EHOSTUNREACH) with the cause;
     *       {@link io.reactivezmq.core.error.ZmqClosedException} when the socket is closed.
     *   <li><b>Cancellation</b>: one that waits, for its turn or for the connection, is withdrawn. One that has been asked
     *       is given up: with {@code request.correlate} its late reply is ignored; without, the connection to that peer is made
     *       anew, because nothing else tells a late reply from the next one's. It comes after {@code reconnect.interval} at most,
     *       however often that happens, and also when reconnecting is off.
     *   <li><b>Thread</b>: the event loop of the peer.
     * </ul>
     */
    public Mono<ZmqMessage> request(ZmqMessage message) {
        return pattern.calls().request(message);
    }

    /**
     * Sends a request whose reply {@link #receive()} gives ({@code zmq_send}). Completes when a peer's queue has it.
     *
     * <p>Fails with {@link io.reactivezmq.core.error.ZmqStateException} (EFSM) while a reply is awaited, or has come and was not received
     * yet; in {@code onNext} of that reply it may be called. With {@code request.relaxed} the older request is given up
     * instead, also one that waits for its turn, whose {@code Mono} fails so; its reply, if that has come, is dropped and counted as
     * {@code STALE}. A request whose peer has gone is over, and the next may be sent.
     */
    public Mono<Void> send(ZmqMessage message) {
        return pattern.calls().send(message);
    }

    /** The replies to what {@link #send} sent; those of {@link #request} go to their callers. */
    @Override
    public Flux<ZmqMessage> receive() {
        return pattern.receive();
    }
}
