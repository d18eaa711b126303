package io.reactivezmq.samples.guide.clone;

import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.clone.CloneServer.Address;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Clone: a map that is kept up to date from a server (RFC 12).
 *
 * <p>The guide's client is a state machine in a poll loop. Here {@link #session} reads as the protocol does: wait for a sign
 * that updates arrive, ask for a snapshot, take it, and go on with the updates behind it. Updates that come meanwhile wait in the
 * SUB socket's queue, since nobody is subscribed to it. What goes wrong, a lost update, a lost connection, a server that falls
 * silent, is an error, and {@code retryWhen} begins again with new sockets.
 *
 * <p>It clones the whole map: in a part of it the numbers have gaps, and nothing tells them from losses.
 */
public final class Clone {

    private static final int MAX_KEYS = 100_000;

    private final Map<String, String> map = new ConcurrentHashMap<>();

    /** An update was lost on the way. */
    private static final class OutOfSync extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfSync(String message) {
            super(message);
        }
    }

    /** The map as it is now; it changes while {@link #follow} is subscribed. */
    Map<String, String> map() {
        return Map.copyOf(map);
    }

    /**
     * Keeps the map up to date. Emits what has been applied: updates one by one, and KTHXBAI when a snapshot has taken the place of
     * all there was.
     *
     * @param silence after how long without a word, and HUGZ is one, the server is given up and sought again
     */
    Flux<KeyValue> follow(ZmqContext zmq, Address server, Duration silence, Scheduler timer) {
        return Flux.usingWhen(
                        Mono.fromSupplier(() -> new Sockets(zmq, server)),
                        sockets -> session(sockets, silence, timer),
                        sockets -> Mono.when(sockets.snapshots.disposeLater(), sockets.updates.disposeLater()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(silence).transientErrors(true)
                        .scheduler(timer)
                        .filter(error -> error instanceof OutOfSync || error instanceof TimeoutException));
    }

    private Flux<KeyValue> session(Sockets sockets, Duration silence, Scheduler timer) {
        Flux<KeyValue> updates = KeyValue.read(sockets.updates.receive()).timeout(silence, timer);
        Flux<KeyValue> snapshot = KeyValue.read(sockets.snapshots.receive()).timeout(silence, timer)
                .takeUntil(KeyValue::isEnd).take(MAX_KEYS + 1L);
        Mono<Void> lost = sockets.updates.events().ofType(Disconnected.class).next()
                .flatMap(end -> Mono.error(new OutOfSync("the connection was lost")));
        return updates.next()
                .then(sockets.snapshots.send(ZmqMessage.of("ICANHAZ?", "")))
                .then(snapshot.collectList())
                .flatMapMany(all -> {
                    KeyValue end = replace(all);
                    return Flux.just(end).concatWith(updates
                            .filter(update -> !update.isHugz() && update.sequence() > end.sequence())
                            .scan(end, Clone::requireNext).skip(1).doOnNext(this::apply));
                })
                .takeUntilOther(lost); // a server that was started again would count from 1
    }

    private KeyValue replace(List<KeyValue> snapshot) {
        KeyValue end = snapshot.get(snapshot.size() - 1);
        if (!end.isEnd()) {
            throw new IllegalStateException("the server has more than " + MAX_KEYS + " keys: a clone of it does not fit");
        }
        Map<String, String> all = snapshot.stream().limit(snapshot.size() - 1L)
                .collect(Collectors.toMap(KeyValue::key, KeyValue::value, (first, second) -> second));
        map.keySet().retainAll(all.keySet());
        map.putAll(all);
        return end;
    }

    private static KeyValue requireNext(KeyValue last, KeyValue next) {
        if (next.sequence() != last.sequence() + 1) {
            throw new OutOfSync("update " + next.sequence() + " came after " + last.sequence());
        }
        return next;
    }

    private void apply(KeyValue update) {
        if (update.isDeletion()) {
            map.remove(update.key());
        } else if (map.size() < MAX_KEYS || map.containsKey(update.key())) {
            map.put(update.key(), update.value());
        } else {
            throw new IllegalStateException("the server has more than " + MAX_KEYS + " keys: a clone of it does not fit");
        }
    }

    private static final class Sockets {

        private final DealerSocket snapshots;
        private final SubSocket updates;

        Sockets(ZmqContext zmq, Address server) {
            snapshots = zmq.dealer();
            updates = zmq.sub();
            updates.subscribe("");
            snapshots.connect(server.snapshots()).subscribe();
            updates.connect(server.updates()).subscribe();
        }
    }

    /** Two clones, of which the second one comes late. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            CloneServer server = new CloneServer(zmq);
            Address address = server.bind("tcp://127.0.0.1:*", "tcp://127.0.0.1:*", "tcp://127.0.0.1:*");
            server.run(Duration.ofSeconds(1), Schedulers.parallel()).subscribe();
            XPubSocket writer = zmq.xpub();
            writer.connectNow(address.collector());
            writer.subscriptions().blockFirst(); // the server listens

            for (String name : List.of("early", "late")) {
                Clone clone = new Clone();
                writer.send(Flux.range(1, 3).map(i -> KeyValue.set("/" + name + "/" + i, "written for " + name).frames())).block();
                clone.follow(zmq, address, Duration.ofSeconds(5), Schedulers.parallel())
                        .takeUntil(change -> clone.map().containsKey("/" + name + "/3")).blockLast();
                System.out.println(name + " clone: " + clone.map());
            }
        }
    }
}
