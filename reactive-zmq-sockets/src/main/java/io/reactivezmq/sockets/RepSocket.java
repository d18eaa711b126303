package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * ZMQ_REP (RFC 28): answers its REQ and DEALER peers.
 *
 * <pre>{@code
 * rep.reply(request -> lookup(request.frameAsString(0)).map(ZmqMessage::of)).subscribe();
 * }</pre>
 *
 * <p>The envelope of a request, which routes the answer back through any number of ROUTERs, is kept beside it and put in front of
 * the answer. A request without the empty frame that ends the envelope is dropped and counted as
 * {@code UNEXPECTED_MESSAGE}; an answer for a peer that has gone as {@code UNROUTABLE}, as in libzmq.
 */
public final class RepSocket extends AbstractSocket {

    private final RepPattern pattern;

    RepSocket(SocketSetup setup) {
        this(setup, new RepPattern(setup));
    }

    private RepSocket(SocketSetup setup, RepPattern pattern) {
        super(new SocketCore(setup, pattern));
        this.pattern = pattern;
    }

    /** One request after the other, in lock-step as libzmq's REP: {@link #reply(Function, int)} with concurrency 1. */
    public Mono<Void> reply(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> service) {
        return reply(service, 1);
    }

    /**
     * Answers requests for as long as the socket is open.
     *
     * <ul>
     *   <li><b>Subscription</b>: one at a time, as for {@code receive()}; nothing is received before it.
     *   <li><b>Demand</b>: at most {@code concurrency} requests are worked on; more wait in the queues, and then at the peers.
     *   <li><b>Answer</b>: the first message that the service's publisher emits. One that completes empty gives no answer: its
     *       peer waits until it gives up. An answer for a peer that has gone, or that is at its high-water mark because it does not
     *       read, is dropped and counted, also with {@code routing.mandatory}: one peer's fault neither ends the service nor takes
     *       its places. To wait for such a peer, or to hear of it, answer with {@link Request#reply} to {@link #requests()}.
     *   <li><b>Completion</b>: when the socket is closed. <b>Errors</b>: what the service throws or emits ends this Mono, and
     *       with it the service; use {@code onErrorResume} inside for an answer that says so.
     *   <li><b>Cancellation</b>: stops; requests that are worked on get no answer.
     * </ul>
     *
     * @param concurrency 1 or more; answers of different peers may then overtake each other
     */
    public Mono<Void> reply(Function<? super ZmqMessage, ? extends Publisher<ZmqMessage>> service, int concurrency) {
        return requests().flatMap(request -> Mono.<ZmqMessage>from(service.apply(request.message())).doOnNext(request::replyOrDrop),
                concurrency, 1).then();
    }

    /** The requests, each of which can be answered at any time from any thread; as {@code receive()} of other sockets. */
    public Flux<Request> requests() {
        return pattern.inbox().map(received -> Request.of(received, pattern));
    }
}
