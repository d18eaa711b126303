package io.reactivezmq.proxy;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.MpscArrayQueue;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Shows the messages of both directions to any number of subscribers. The directions run on different event loops; whichever comes
 * first emits for the other. Nobody waits: a subscriber runs on a thread of its own, so neither what it throws nor what it blocks is the
 * proxy's, and if it lags it misses messages, which are counted. Without subscribers a message costs a look at a field.
 */
final class CapturedMessages {

    private static final int BUFFER = 1024;

    private final MpscArrayQueue<ZmqMessage> queue = new MpscArrayQueue<>(BUFFER);
    private final AtomicInteger wip = new AtomicInteger();
    private final AtomicInteger subscribers = new AtomicInteger();
    private final Sinks.Many<ZmqMessage> sink = Sinks.many().multicast().directBestEffort();
    private final LongAdder missed = new LongAdder();

    Flux<ZmqMessage> messages() {
        return Flux.defer(() -> {
            subscribers.incrementAndGet();
            return sink.asFlux().doFinally(end -> subscribers.decrementAndGet())
                    .onBackpressureBuffer(BUFFER, message -> missed.increment(), BufferOverflowStrategy.DROP_LATEST)
                    .publishOn(Schedulers.boundedElastic());
        });
    }

    void offer(ZmqMessage message) {
        if (subscribers.get() == 0) {
            return;
        }
        if (!queue.offer(message)) {
            missed.increment();
        }
        if (wip.getAndIncrement() == 0) {
            drain();
        }
    }

    private void drain() {
        int seen = 1;
        do {
            ZmqMessage message;
            while ((message = queue.poll()) != null) {
                sink.tryEmitNext(message);
            }
            seen = wip.addAndGet(-seen);
        } while (seen != 0);
    }

    long missed() {
        return missed.sum();
    }
}
