package io.reactivezmq.samples.guide.freelance;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Freelance: clients that know several servers, and no broker.
 *
 * <p>The guide has three models. The first one asks one server after the other, with a socket for each attempt; the second one asks
 * all at once and counts replies; the third one, the one that works, keeps a list of servers with PING, expiry times and a ROUTER,
 * in some hundred lines and a thread. Here each is an operator over the same clients: {@code concatMap}, {@code firstWithValue},
 * and {@code concatMap} over those that are connected. Heartbeats on the connections make "connected" mean "alive".
 */
final class Freelance {

    private Freelance() {
    }

    /** A client for each server; {@code immediate} keeps requests from waiting for a server that is not there. */
    static List<RequestClient> connect(ZmqContext zmq, List<Endpoint> servers, Duration heartbeat) {
        return servers.stream().map(server -> {
            RequestClient client = zmq.requestClient(options -> options.immediate(true)
                    .heartbeat(beat -> beat.interval(heartbeat)));
            client.socket().connectNow(server);
            return client;
        }).toList();
    }

    /** Model one: one server after the other, until one answers. Each that does not costs a timeout. */
    static Mono<ZmqMessage> inTurn(List<RequestClient> servers, ZmqMessage question, Duration timeout, Scheduler timer) {
        return Flux.fromIterable(servers)
                .concatMap(server -> server.request(question).timeout(timeout, timer)
                        .onErrorComplete(Freelance::isServersFault), 1)
                .next()
                .switchIfEmpty(Mono.error(() -> new ZmqTimeoutException("none of " + servers.size() + " servers answered within "
                        + timeout.toMillis() + " ms each: is one of them running?")));
    }

    /** Model two: all at once, and the first answer wins. As fast as the fastest one, and work for all of them. */
    static Mono<ZmqMessage> allAtOnce(List<RequestClient> servers, ZmqMessage question, Duration timeout, Scheduler timer) {
        return Mono.firstWithValue(servers.stream().map(server -> server.request(question)).toList())
                .timeout(timeout, timer)
                .onErrorMap(error -> isServersFault(error) || error instanceof NoSuchElementException,
                        error -> new ZmqTimeoutException("none of " + servers.size() + " servers answered within "
                                + timeout.toMillis() + " ms: is one of them running?", error));
    }

    /** Model three: as model one, and only those that are alive; all of them if none seems to be. */
    static Mono<ZmqMessage> healthy(List<RequestClient> servers, ZmqMessage question, Duration timeout, Scheduler timer) {
        return Mono.defer(() -> {
            List<RequestClient> alive = servers.stream().filter(Freelance::isAlive).toList();
            return inTurn(alive.isEmpty() ? servers : alive, question, timeout, timer);
        });
    }

    /** It was too slow, or has gone with the request. */
    private static boolean isServersFault(Throwable error) {
        return error instanceof TimeoutException || error instanceof ZmqConnectionException;
    }

    static boolean isAlive(RequestClient server) {
        return server.socket().statistics().peers() > 0;
    }
}
