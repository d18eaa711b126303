package io.reactivezmq.samples.telemetry.pressure;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PUB to two subscribers, one of them slow: the slow one loses messages, the other and the sender notice nothing. */
final class PubSubLane {

    private final PubSocket pub;
    private final SubSocket fast;
    private final SubSocket slow;
    private final LongAdder offered = new LongAdder();
    private final LongAdder fastReceived = new LongAdder();
    private final LongAdder slowReceived = new LongAdder();
    private final Disposable.Composite flows = Disposables.composite();

    PubSubLane(ZmqContext zmq, SocketOptions options) {
        this.pub = zmq.pub(options);
        this.fast = zmq.sub(options);
        this.slow = zmq.sub(options);
    }

    /** @param slowly makes the slow consumer of a stream */
    Mono<Void> start(Flux<ZmqMessage> burst, UnaryOperator<Flux<ZmqMessage>> slowly) {
        fast.subscribe("");
        slow.subscribe("");
        return pub.bind("tcp://127.0.0.1:*")
                .flatMap(endpoint -> Mono.when(bothConnected(), fast.connect(endpoint), slow.connect(endpoint)))
                .doOnSuccess(connected -> {
                    flows.add(fast.receive().subscribe(message -> fastReceived.increment()));
                    flows.add(slowly.apply(slow.receive()).subscribe(message -> slowReceived.increment()));
                    flows.add(pub.send(burst.doOnNext(message -> offered.increment()))
                            .onErrorComplete(ZmqClosedException.class)
                            .subscribe());
                });
    }

    /** A PUB does not wait for anyone: without this, the first messages would be counted as offered and go nowhere. */
    private Mono<Void> bothConnected() {
        return pub.events().ofType(HandshakeSucceeded.class).take(2).then();
    }

    Map<String, ZmqSocket> sockets() {
        return Map.of("burst PUB", pub, "fast SUB", fast, "slow SUB", slow);
    }

    long offered() {
        return offered.sum();
    }

    long fast() {
        return fastReceived.sum();
    }

    long slow() {
        return slowReceived.sum();
    }

    long dropped() {
        return pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK);
    }

    Mono<Void> stop() {
        flows.dispose();
        return Mono.when(pub.disposeLater(), fast.disposeLater(), slow.disposeLater());
    }
}
