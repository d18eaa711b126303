package io.reactivezmq.samples.telemetry.pressure;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One run of the experiment, from switching on to switching off: two lanes under the same load. */
final class DemoRun {

    /**
     * All buffers but the PUB's queues are kept small: kernel buffers and write batches would hide the queues from the eye,
     * and long queues, which are filled again when they are half empty, would make the sender go in jerks.
     */
    private static final int KERNEL_BUFFER_BYTES = 16 * 1024;

    private static final int BATCH_BYTES = 4 * 1024;
    private static final int SHORT_QUEUE = 20;

    /** For connections within this process: something is broken when they take longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TelemetryProperties.SlowConsumer settings;
    private final PubSubLane pubSub;
    private final PushPullLane pushPull;

    DemoRun(ZmqContext zmq, TelemetryProperties.SlowConsumer settings) {
        this.settings = settings;
        SocketOptions options = SocketOptions.builder()
                .queues(queues -> queues.sendHighWaterMark(settings.highWaterMark())
                        .receiveHighWaterMark(SHORT_QUEUE)
                        .batchSize(BATCH_BYTES))
                .tcp(tcp -> tcp.sendBuffer(KERNEL_BUFFER_BYTES).receiveBuffer(KERNEL_BUFFER_BYTES))
                .linger(Duration.ZERO)
                .build();
        this.pubSub = new PubSubLane(zmq, options);
        this.pushPull = new PushPullLane(
                zmq, options.mutate(changes -> changes.queues(queues -> queues.sendHighWaterMark(SHORT_QUEUE))));
    }

    Mono<Void> start() {
        Flux<ZmqMessage> burst = Burst.of(settings.offeredPerSecond(), settings.payloadBytes());
        return Mono.when(pubSub.start(burst, this::slowly), pushPull.start(burst, this::slowly)).timeout(PATIENCE);
    }

    /** The slow consumer: asks for one message, works on it for a while, asks for the next. */
    private Flux<ZmqMessage> slowly(Flux<ZmqMessage> messages) {
        Duration work = Duration.ofSeconds(1).dividedBy(settings.consumedPerSecond());
        return messages.concatMap(message -> Mono.just(message).delayElement(work), 1);
    }

    Map<String, ZmqSocket> sockets() {
        Map<String, ZmqSocket> sockets = new TreeMap<>(pubSub.sockets());
        sockets.putAll(pushPull.sockets());
        return sockets;
    }

    PressureSample sample() {
        return new PressureSample(
                true,
                pubSub.offered(),
                pubSub.fast(),
                pubSub.slow(),
                pubSub.dropped(),
                pushPull.pushed(),
                pushPull.pulled(),
                pushPull.dropped());
    }

    Mono<Void> stop() {
        return Mono.when(pubSub.stop(), pushPull.stop());
    }
}
