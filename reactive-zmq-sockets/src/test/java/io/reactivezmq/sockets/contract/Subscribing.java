package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * ZeroMQ does not tell when a subscription has arrived. Subscriptions of one connection arrive in order, so one for a topic of
 * its own is added behind them, and the publisher sends to it until something comes through.
 */
final class Subscribing {

    static final String PROBE = "\u0001probe ";

    private static final AtomicInteger PROBES = new AtomicInteger();

    private Subscribing() {
    }

    static void await(PubSocket publisher, SubSocket subscriber) {
        String topic = PROBE + PROBES.incrementAndGet() + ";";
        subscriber.subscribe(topic);
        Disposable probing = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                .subscribe(tick -> publisher.trySend(ZmqMessage.of(topic)));
        try {
            subscriber.receive().filter(message -> message.frameAsString(0).equals(topic)).blockFirst(SocketContract.LIMIT);
        } finally {
            probing.dispose();
            subscriber.unsubscribe(topic);
        }
    }
}
