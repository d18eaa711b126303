package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Holds the {@link NumberedMap} of which the others are clones.
 *
 * <p>What clients want and what time does to the map are one stream, so updates go out in the order of their numbers. Snapshots go
 * out beside them, each as fast as its client reads, and are of the state at the moment of the question.
 */
final class CloneServer {

    /** Where clients connect: RFC 12's ports P, P + 1 and P + 2. */
    record Address(Endpoint snapshots, Endpoint updates, Endpoint collector) {
    }

    private static final int MAX_KEYS = 100_000;
    private static final int SNAPSHOTS_AT_ONCE = 16;
    private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(30);

    private final NumberedMap map = new NumberedMap(MAX_KEYS);
    private final AtomicLong refused = new AtomicLong();
    private final RouterSocket snapshots;
    private final XPubSocket updates;
    private final SubSocket collector;

    CloneServer(ZmqContext zmq) {
        // Mandatory: what is sent to a client that reads slowly waits, instead of being dropped.
        snapshots = zmq.router(options -> options.routing(routing -> routing.mandatory(true)));
        updates = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.verbose(true)));
        collector = zmq.sub();
        collector.subscribe("");
    }

    Address bind(String snapshotEndpoint, String updateEndpoint, String collectorEndpoint) {
        return new Address(snapshots.bindNow(snapshotEndpoint), updates.bindNow(updateEndpoint),
                collector.bindNow(collectorEndpoint));
    }

    /**
     * Serves for as long as it is subscribed. Who subscribes is hugged at once, and so knows that it will miss no update.
     *
     * @param pulse how often it says HUGZ, and looks for keys whose time is over
     */
    Mono<Void> run(Duration pulse, Scheduler timer) {
        Flux<?> asked = snapshots.messages().filter(CloneServer::isQuestion).flatMap(this::answer, SNAPSHOTS_AT_ONCE);
        Flux<Runnable> changes = KeyValue.read(collector.receive())
                .map(wish -> () -> map.change(wish, timer.now(TimeUnit.MILLISECONDS))
                        .ifPresentOrElse(this::publish, refused::incrementAndGet));
        Flux<Runnable> newcomers = updates.subscriptions().map(newcomer -> () -> publish(KeyValue.hugz()));
        Flux<Runnable> pulses = Flux.interval(pulse, timer).onBackpressureDrop().map(tick -> () -> {
            map.expire(timer.now(TimeUnit.MILLISECONDS)).forEach(this::publish);
            publish(KeyValue.hugz());
        });
        return Mono.when(asked,
                Flux.merge(changes, newcomers, pulses.takeUntilOther(updates.onDispose())).doOnNext(Runnable::run));
    }

    /** Wishes without an effect: the map is full, or the key is the name of a command. RFC 12 has no answer that could say so. */
    long refused() {
        return refused.get();
    }

    private void publish(KeyValue update) {
        updates.trySend(update.frames());
    }

    private static boolean isQuestion(RoutedMessage ask) {
        return ask.message().frameCount() == 2 && ask.message().frameAsString(0).equals("ICANHAZ?");
    }

    /** A client that leaves, or does not read, ends its own snapshot and nobody else's. */
    private Mono<Void> answer(RoutedMessage ask) {
        return snapshots.send(Flux.fromIterable(map.snapshot(ask.message().frameAsString(1)))
                        .map(part -> part.frames().withFirst(ask.peer().bytes())))
                .timeout(SNAPSHOT_LIMIT).onErrorComplete();
    }

    void close() {
        snapshots.close();
        updates.close();
        collector.close();
    }
}
