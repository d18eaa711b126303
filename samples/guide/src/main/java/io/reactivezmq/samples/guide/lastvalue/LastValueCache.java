package io.reactivezmq.samples.guide.lastvalue;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Last value cache: stands between publishers and subscribers, and gives each new subscriber what it would have to wait for.
 *
 * <p>The guide polls two sockets, keeps a table, and publishes the cached value again for everybody when a subscription comes. Here
 * both sockets are streams, merged into one, so that the table needs no lock; and the newcomer alone gets what is cached, whatever
 * prefix it subscribes to. A message of the topic it asked for and nothing else tells it that this was all.
 *
 * <p>A message is a topic and a value. A newcomer that leaves at that very moment cannot be told from one that stays: then what was
 * meant for it goes to all subscribers of the topic, who know it already.
 */
public final class LastValueCache {

    private final LatestValues latest;
    private final SubSocket publishers;
    private final XPubSocket subscribers;

    /** @param maxTopics values that are kept; beyond it the one that has not changed for longest is forgotten */
    LastValueCache(ZmqContext zmq, int maxTopics) {
        latest = new LatestValues(maxTopics);
        publishers = zmq.sub();
        publishers.subscribe("");
        subscribers = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.manualLastValue(true))
                // A subscriber to everything gets the whole cache at once.
                .queues(queues -> queues.sendHighWaterMark(maxTopics + 1000)));
    }

    void connectToPublisher(Endpoint endpoint) {
        publishers.connectNow(endpoint);
    }

    Endpoint bindForSubscribers(String endpoint) {
        return subscribers.bindNow(endpoint);
    }

    /** Works for as long as it is subscribed. */
    Mono<Void> run() {
        Flux<Runnable> updates = publishers.receive().map(update -> () -> publish(update));
        Flux<Runnable> wishes = subscribers.subscriptions().map(wish -> () -> answer(wish));
        return Flux.merge(updates, wishes).doOnNext(Runnable::run).then();
    }

    private void publish(ZmqMessage update) {
        latest.put(update);
        subscribers.trySend(update);
    }

    private void answer(SubscriptionEvent wish) {
        if (!wish.isSubscribe()) {
            subscribers.revoke(wish, wish.topic());
            return;
        }
        latest.of(wish.topic()).forEach(value -> tell(wish, value));
        tell(wish, ZmqMessage.of(wish.topic()));
    }

    /** With manualLastValue the next message after an admission is for that peer alone: so there always is one. */
    private void tell(SubscriptionEvent newcomer, ZmqMessage message) {
        if (subscribers.admit(newcomer, newcomer.topic())) {
            subscribers.trySend(message);
        }
    }

    /** A publisher says something once; who comes later knows it all the same. */
    public static void main(String[] arguments) {
        try (ZmqContext zmq = ZmqContext.create()) {
            XPubSocket publisher = zmq.xpub();
            LastValueCache cache = new LastValueCache(zmq, 10_000);
            cache.connectToPublisher(publisher.bindNow("tcp://127.0.0.1:*"));
            Endpoint address = cache.bindForSubscribers("tcp://127.0.0.1:*");
            cache.run().subscribe();
            publisher.subscriptions().blockFirst();
            publisher.send(Flux.just(ZmqMessage.of("tea", "hot"), ZmqMessage.of("tea", "cold"), ZmqMessage.of("toast", "burnt")))
                    .block();
            for (String topic : List.of("toast", "t", "t")) {
                SubSocket late = zmq.sub();
                late.subscribe(topic);
                late.connectNow(address);
                late.receive().takeUntil(message -> message.frameCount() == 1)
                        .toIterable().forEach(message -> System.out.println("subscribed to " + topic + ": " + message));
            }
        }
    }
}
