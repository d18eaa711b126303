package io.reactivezmq.samples.guide.binarystar;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks the two servers of a {@link BinaryStar} in turn until one answers. */
final class BinaryStarClient {

    private final List<RequestClient> pair;

    /** {@code immediate} keeps requests from waiting for a server that is not there. */
    BinaryStarClient(ZmqContext zmq, Endpoint primary, Endpoint backup) {
        pair = List.of(zmq.requestClient(options -> options.immediate(true)),
                zmq.requestClient(options -> options.immediate(true)));
        pair.get(0).socket().connectNow(primary);
        pair.get(1).socket().connectNow(backup);
    }

    /** Fails with {@link ZmqTimeoutException} when neither has answered in all rounds. */
    Mono<ZmqMessage> ask(ZmqMessage question, Duration timeout, int rounds, Scheduler timer) {
        return Flux.fromIterable(pair).repeat(rounds - 1L)
                .concatMap(server -> server.request(question).timeout(timeout, timer)
                        .onErrorComplete(error -> error instanceof TimeoutException || error instanceof ZmqConnectionException), 1)
                .next()
                .switchIfEmpty(Mono.error(() -> new ZmqTimeoutException("neither server answered in " + rounds + " rounds of "
                        + timeout.toMillis() + " ms each: is one of them running?")));
    }
}
