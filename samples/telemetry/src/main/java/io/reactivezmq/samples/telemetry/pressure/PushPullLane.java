package io.reactivezmq.samples.telemetry.pressure;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PUSH to one slow PULL: once the queues between them are full, the sender runs at the consumer's pace. */
final class PushPullLane {

    private final PushSocket push;
    private final PullSocket pull;
    private final LongAdder pushed = new LongAdder();
    private final LongAdder pulled = new LongAdder();
    private final Disposable.Composite flows = Disposables.composite();

    PushPullLane(ZmqContext zmq, SocketOptions options) {
        this.push = zmq.push(options);
        this.pull = zmq.pull(options);
    }

    /** @param slowly makes the slow consumer of a stream */
    Mono<Void> start(Flux<ZmqMessage> burst, UnaryOperator<Flux<ZmqMessage>> slowly) {
        return push.bind("tcp://127.0.0.1:*")
                .flatMap(pull::connect)
                .doOnSuccess(connected -> {
                    flows.add(slowly.apply(pull.receive()).subscribe(message -> pulled.increment()));
                    flows.add(push.send(burst.doOnNext(message -> pushed.increment()))
                            .onErrorComplete(ZmqClosedException.class)
                            .subscribe());
                })
                .then();
    }

    Map<String, ZmqSocket> sockets() {
        return Map.of("burst PUSH", push, "slow PULL", pull);
    }

    long pushed() {
        return pushed.sum();
    }

    long pulled() {
        return pulled.sum();
    }

    long dropped() {
        return push.statistics().droppedTotal();
    }

    Mono<Void> stop() {
        flows.dispose();
        return Mono.when(push.disposeLater(), pull.disposeLater());
    }
}
