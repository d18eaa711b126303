package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Holds the map of which the others are clones. It numbers every update, so that a client sees what it has missed.
 *
 * <p>Snapshots go out beside the updates, each as fast as its client reads, and are of the state at the moment of the question:
 * that is why the map has a lock. KTHXBAI has the number of the last update, as in the guide's server, also where that was a
 * deletion.
 */
final class CloneServer {

    /** Where clients connect: RFC 12's ports P, P + 1 and P + 2. */
    record Address(Endpoint snapshots, Endpoint updates, Endpoint collector) {
    }

    private static final int MAX_KEYS = 100_000;
    private static final int SNAPSHOTS_AT_ONCE = 16;
    private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(30);

    private final Map<String, KeyValue> map = new LinkedHashMap<>();
    private long sequence;
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

    /** Serves for as long as it is subscribed. Who subscribes is hugged at once, and so knows that it will miss no update. */
    Mono<Void> run(Duration pulse, Scheduler timer) {
        Flux<?> asked = snapshots.messages().filter(CloneServer::isQuestion).flatMap(this::answer, SNAPSHOTS_AT_ONCE);
        Flux<?> changed = KeyValue.read(collector.receive()).doOnNext(this::change);
        Flux<?> hugged = Flux.merge(updates.subscriptions(), Flux.interval(pulse, timer).onBackpressureDrop())
                .doOnNext(cause -> updates.trySend(KeyValue.hugz().frames()));
        return Mono.when(asked, changed, hugged.takeUntilOther(updates.onDispose()));
    }

    private static boolean isQuestion(RoutedMessage ask) {
        return ask.message().frameCount() == 2 && ask.message().frameAsString(0).equals("ICANHAZ?");
    }

    /** A client that leaves, or does not read, ends its own snapshot and nobody else's. */
    private Mono<Void> answer(RoutedMessage ask) {
        List<ZmqMessage> all = snapshot(ask.message().frameAsString(1));
        return snapshots.send(Flux.fromIterable(all).map(part -> part.withFirst(ask.peer().bytes())))
                .timeout(SNAPSHOT_LIMIT).onErrorComplete();
    }

    private synchronized List<ZmqMessage> snapshot(String subtree) {
        List<ZmqMessage> all = new ArrayList<>();
        map.values().stream().filter(entry -> entry.key().startsWith(subtree)).forEach(entry -> all.add(entry.bare().frames()));
        all.add(KeyValue.end(sequence).frames());
        return all;
    }

    private synchronized void change(KeyValue wish) {
        if (wish.isDeletion()) {
            map.remove(wish.key());
        } else if (map.size() < MAX_KEYS || map.containsKey(wish.key())) {
            map.put(wish.key(), wish.numbered(sequence + 1));
        } else {
            return; // the map is full; RFC 12 has no answer to KVSET that could say so
        }
        updates.trySend(wish.numbered(++sequence).frames());
    }

    void close() {
        snapshots.close();
        updates.close();
        collector.close();
    }
}
