package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.samples.guide.clone.Replica.OutOfSync;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Clone: a map that is kept up to date from a server (RFC 12).
 *
 * <p>The guide's client is a state machine in a poll loop. Here {@link #session} reads as the protocol does: wait for a sign
 * that updates arrive, ask for a snapshot, take it, and go on with the updates behind it. Updates that come meanwhile wait in the
 * SUB socket's queue, since nobody is subscribed to it. What goes wrong, a lost update, a lost connection, a server that falls
 * silent, is an error, and {@code retryWhen} begins again with new sockets.
 *
 * <p>In a part of the map the numbers of updates have gaps, and nothing tells them from losses: who must not miss an update that
 * was dropped on the way clones all of it.
 */
final class Clone {

    private static final Pattern SUBTREE = Pattern.compile("|/.+/", Pattern.DOTALL);

    private final String subtree;
    private final Replica replica;

    /**
     * @param subtree a part of the map, as {@code /some/path/}: keys that begin so; empty for all of it
     * @throws IllegalArgumentException if it does not begin and end with a slash
     */
    Clone(String subtree) {
        if (!SUBTREE.matcher(subtree).matches()) {
            throw new IllegalArgumentException("\"" + subtree + "\" is no subtree:"
                    + " it begins and ends with a slash, as /some/path/");
        }
        this.subtree = subtree;
        replica = new Replica(subtree);
    }

    /** The map as it is now; it changes while {@link #follow} is subscribed. */
    Map<String, String> map() {
        return replica.entries();
    }

    /**
     * Keeps the map up to date. Emits what has been applied: updates one by one, and KTHXBAI when a snapshot has taken the place of
     * all there was.
     *
     * @param silence after how long without a word, and HUGZ is one, the server is given up and sought again
     */
    Flux<KeyValue> follow(ZmqContext zmq, Address server, Duration silence, Scheduler timer) {
        return Flux.usingWhen(
                        Mono.fromSupplier(() -> new Sockets(zmq, server, subtree)),
                        sockets -> session(sockets, silence, timer),
                        sockets -> Mono.when(sockets.snapshots.disposeLater(), sockets.updates.disposeLater()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(silence).transientErrors(true)
                        .scheduler(timer)
                        .filter(error -> error instanceof OutOfSync || error instanceof TimeoutException));
    }

    private Flux<KeyValue> session(Sockets sockets, Duration silence, Scheduler timer) {
        Flux<KeyValue> updates = KeyValue.read(sockets.updates.receive()).timeout(silence, timer);
        Flux<KeyValue> snapshot = KeyValue.read(sockets.snapshots.receive()).timeout(silence, timer)
                .takeUntil(KeyValue::isEnd).take(Replica.MAX_KEYS + 1L);
        Mono<Void> lost = sockets.updates.events().ofType(Disconnected.class).next()
                .flatMap(end -> Mono.error(new OutOfSync("the connection was lost")));
        return updates.next()
                .then(sockets.snapshots.send(ZmqMessage.of("ICANHAZ?", subtree)))
                .then(snapshot.collectList())
                .flatMapMany(all -> Flux.just(replica.replace(all))
                        .concatWith(updates.filter(replica::isNews).doOnNext(replica::apply)))
                .takeUntilOther(lost); // a server that was started again would count from 1
    }

    private static final class Sockets {

        private final DealerSocket snapshots;
        private final SubSocket updates;

        Sockets(ZmqContext zmq, Address server, String subtree) {
            snapshots = zmq.dealer();
            updates = zmq.sub();
            updates.subscribe(subtree);
            // Told behind the subtree on the same connection: who is hugged gets its updates, too.
            updates.events().ofType(HandshakeSucceeded.class).subscribe(ready -> updates.subscribe(KeyValue.HUGZ));
            snapshots.connect(server.snapshots()).subscribe();
            updates.connect(server.updates()).subscribe();
        }
    }
}
