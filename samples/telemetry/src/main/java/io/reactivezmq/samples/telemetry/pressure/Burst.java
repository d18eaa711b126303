package io.reactivezmq.samples.telemetry.pressure;

import io.reactivezmq.core.message.ZmqMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import reactor.core.publisher.Flux;

/** A source that would like to send at a fixed rate, and sends less where demand is less. */
final class Burst {

    private static final String TOPIC = "burst";
    private static final Duration TICK = Duration.ofMillis(10);
    private static final int TICKS_PER_SECOND = 100;

    private Burst() {}

    /**
     * Small batches at a steady pace. Whoever is given this Flux decides what becomes of a slow consumer: a PUB keeps on
     * asking and drops, a PUSH stops asking. A tick that meets no demand is skipped, so nothing piles up here.
     *
     * @param perSecond rounded down to whole hundreds
     */
    static Flux<ZmqMessage> of(int perSecond, int payloadBytes) {
        ZmqMessage message = ZmqMessage.wrap(TOPIC.getBytes(StandardCharsets.UTF_8), new byte[payloadBytes]);
        Iterable<ZmqMessage> batch = Collections.nCopies(perSecond / TICKS_PER_SECOND, message);
        return Flux.interval(TICK).onBackpressureDrop().concatMapIterable(tick -> batch, 1);
    }
}
