package io.reactivezmq.samples.guide.lazypirate;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Lazy pirate: reliability on the client's side.
 *
 * <p>The guide polls a REQ socket in a loop, counts the retries, and after each timeout closes the socket and makes a new one,
 * because a REQ that waits for a reply can do nothing else. Here that loop is {@link #ask}: a timeout and a retry behind each
 * other. The socket stays: requests have numbers, so a reply that comes too late is told from the one that is awaited, and is
 * dropped.
 *
 * <p>A server may get a request twice, as in the guide: make the work idempotent.
 */
public final class LazyPirate {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private LazyPirate() {
    }

    /**
     * The reply, from whichever attempt brings it. The next one begins after a timeout, or when the server is seen to go.
     *
     * @param timeout for each attempt
     * @param retries attempts after the first
     * @return fails with {@link ZmqTimeoutException} after the last attempt
     */
    static Mono<ZmqMessage> ask(RequestClient client, ZmqMessage question, Duration timeout, int retries, Scheduler timer) {
        return client.request(question)
                .timeout(timeout, timer)
                .retryWhen(Retry.backoff(retries, PAUSE).scheduler(timer)
                        .filter(failure -> failure instanceof TimeoutException || failure instanceof ZmqConnectionException)
                        .onRetryExhaustedThrow((spec, last) -> new ZmqTimeoutException("no reply to " + (retries + 1)
                                + " requests within " + timeout.toMillis() + " ms each: is the server running?", last.failure())));
    }

    /** With {@code immediate} a request that is given up while nobody is there is withdrawn, and does not wait for the server. */
    static RequestClient connect(ZmqContext zmq, Endpoint server) {
        RequestClient client = zmq.requestClient(options -> options.immediate(true));
        client.socket().connectNow(server);
        return client;
    }

    /** A server that dies with a request in its hands, another one that takes its place, and a client that notices a delay. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            RepSocket first = zmq.rep();
            Endpoint address = first.bindNow("tcp://127.0.0.1:*");
            RepSocket second = zmq.rep();
            first.requests().next().publishOn(Schedulers.boundedElastic())
                    .doOnNext(request -> System.out.println("the server dies, holding " + request.message()))
                    .then(first.disposeLater())
                    .then(second.bind(address))
                    .then(second.reply(request -> Mono.just(request.withFirst("answered:"))))
                    .subscribe();

            ZmqMessage reply = ask(connect(zmq, address), ZmqMessage.of("hello"), Duration.ofSeconds(1), 3, Schedulers.parallel())
                    .block();
            System.out.println("the client has its reply: " + reply);
        }
    }
}
