package io.reactivezmq.samples.httpbridge;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.ArrayDeque;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * One client. Its requests are answered one after the other, in their order; those that it sends ahead wait here, a few and not
 * more bytes than one may have. Confined to the bridge's thread.
 */
final class HttpConnection {

    private static final int MAX_WAITING = 16;

    /** How a connection reaches its client. */
    interface Client {

        /** Completes when the bytes are on their way. */
        Mono<Void> send(byte[] bytes);

        /** Ends the connection when everything sent has gone out. */
        void disconnect();
    }

    private final HttpCodec codec;
    private final Client client;
    private final Function<FullHttpRequest, Mono<FullHttpResponse>> application;
    private final int maxBody;
    private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
    private Disposable answering = Disposables.disposed();
    private boolean busy;
    private boolean ended;
    private long waitingBytes;
    private long idleSince = System.nanoTime();

    /** @param application answers, on the bridge's thread, and never fails */
    HttpConnection(int maxBody, Client client, Function<FullHttpRequest, Mono<FullHttpResponse>> application) {
        this.codec = new HttpCodec(maxBody);
        this.maxBody = maxBody;
        this.client = client;
        this.application = application;
    }

    /** Nanoseconds for which the client has not completed a request, and nothing is done for it. */
    long idleNanos(long now) {
        return busy ? 0 : now - idleSince;
    }

    void received(byte[] bytes) {
        if (ended) {
            return;
        }
        for (FullHttpRequest request : codec.decode(bytes)) {
            waiting.add(request);
            waitingBytes += request.content().readableBytes();
        }
        boolean farAhead = waiting.size() > MAX_WAITING || waiting.size() > 1 && waitingBytes > maxBody;
        // what the codec says must not overtake answers to requests before
        boolean outOfTurn = codec.hasOutput() && (busy || !waiting.isEmpty());
        if (farAhead || outOfTurn) {
            end();
            return;
        }
        goOn();
    }

    /** Sends what the codec itself has to say, or takes the next request. */
    private void goOn() {
        if (busy || ended) {
            return;
        }
        byte[] own = codec.output();
        FullHttpRequest next = own.length > 0 || !codec.keepsAlive() ? null : waiting.poll();
        if (own.length > 0) {
            await(client.send(own));
        } else if (!codec.keepsAlive()) {
            end();
        } else if (next != null) {
            waitingBytes -= next.content().readableBytes();
            await(application.apply(next).doOnNext(codec::encode).then().doFinally(signal -> next.release()));
        }
    }

    private void await(Mono<Void> step) {
        busy = true;
        answering = step.subscribe(nothing -> { }, gone -> end(), () -> {
            busy = false;
            idleSince = System.nanoTime();
            goOn();
        });
    }

    private void end() {
        if (!ended) {
            client.disconnect();
            close();
        }
    }

    /** The client has gone; nothing is sent any more. */
    void close() {
        ended = true;
        answering.dispose();
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
        codec.close();
    }
}
