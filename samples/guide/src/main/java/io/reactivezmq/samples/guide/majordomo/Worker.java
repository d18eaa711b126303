package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.majordomo.Mdp.Command;
import io.reactivezmq.samples.guide.majordomo.Mdp.Parsed;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Offers a service to a broker, and finds it again whenever it is lost. */
public final class Worker {

    private static final int LIVENESS = 4;
    /** A broker gives one request at a time; one that gives more than this is not one to work for. */
    private static final int MAX_WAITING = 16;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Worker() {
    }

    /** The broker wants no more of this session. */
    private static final class Dismissed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Works for as long as it is subscribed and the context is open, on one request at a time.
     *
     * @param dialect {@link Mdp#WORKER_1} or {@link Mdp#WORKER_2}
     * @param work the answer to a request; with MDP/0.2 all but its last message are parts that go ahead, with MDP/0.1 it is one
     *     message. If it fails the worker ends with its error, and the broker gives the request to another one
     * @param heartbeat as the broker has it; after four without a word the broker is given up and sought again
     */
    public static Mono<Void> serve(ZmqContext zmq, Endpoint broker, Mdp dialect, String service,
            Function<ZmqMessage, ? extends Publisher<ZmqMessage>> work, Duration heartbeat, Scheduler timer) {
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> connected(zmq, broker)),
                        socket -> session(socket, dialect, service, work, heartbeat, timer),
                        DealerSocket::disposeLater)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).scheduler(timer)
                        .filter(end -> end instanceof Dismissed || end instanceof TimeoutException))
                .onErrorComplete(ZmqClosedException.class);
    }

    /** Only jobs wait for each other: heartbeats come in and go out while one is worked on. */
    private static Mono<Void> session(DealerSocket socket, Mdp dialect, String service,
            Function<ZmqMessage, ? extends Publisher<ZmqMessage>> work, Duration heartbeat, Scheduler timer) {
        Flux<ZmqMessage> answers = socket.receive().timeout(heartbeat.multipliedBy(LIVENESS), timer)
                .transform(Mdp::read)
                .filter(said -> said.dialect() == dialect)
                .doOnNext(said -> {
                    if (said.command() == Command.DISCONNECT) {
                        throw new Dismissed();
                    }
                })
                .filter(said -> said.command() == Command.REQUEST && said.size() >= 3)
                .onBackpressureBuffer(MAX_WAITING)
                .concatMap(request -> answer(request, work), 1);
        Flux<ZmqMessage> beats = Flux.interval(heartbeat, timer).onBackpressureDrop()
                .map(beat -> dialect.message(Command.HEARTBEAT))
                .takeUntilOther(socket.onDispose());
        return socket.send(Flux.merge(Flux.just(dialect.message(Command.READY, ZmqMessage.of(service))), answers, beats));
    }

    private static Flux<ZmqMessage> answer(Parsed request, Function<ZmqMessage, ? extends Publisher<ZmqMessage>> work) {
        ZmqMessage rest = Objects.requireNonNull(request.rest());
        Mdp dialect = request.dialect();
        Flux<ZmqMessage> parts = Flux.from(work.apply(rest.withoutFirst(2))).defaultIfEmpty(ZmqMessage.empty());
        // Pairs that overlap show which part is the last one.
        return (dialect == Mdp.WORKER_1 ? parts.takeLast(1) : parts).map(Optional::of).concatWithValues(Optional.empty())
                .buffer(2, 1).filter(pair -> pair.size() == 2)
                .map(pair -> dialect.message(pair.get(1).isEmpty() ? Command.FINAL : Command.PARTIAL,
                        pair.get(0).orElseThrow().withFirst(Mdp.EMPTY).withFirst(rest.frame(0))));
    }

    private static DealerSocket connected(ZmqContext zmq, Endpoint broker) {
        DealerSocket socket = zmq.dealer();
        socket.connect(broker).subscribe();
        return socket;
    }
}
