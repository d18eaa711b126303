package io.reactivezmq.proxy;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jctools.queues.MpscArrayQueue;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Shows the messages of both directions to any number of subscribers. The event loops that forward them only put them into a queue
 * and wake a worker if it sleeps; that hands them out. A subscriber runs on a thread of its own, so neither what it throws nor what it
 * blocks is anybody else's, and if it lags it misses messages, which are counted. Without subscribers a message costs a look at a field.
 */
final class CapturedMessages {

    private static final int BUFFER = 1024;
    /** After so many messages the worker stands in line again behind others on its thread. */
    private static final int TURN = 256;

    private final Mono<Void> closed;
    private final Scheduler threads;
    private final MpscArrayQueue<ZmqMessage> queue = new MpscArrayQueue<>(BUFFER);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicInteger subscribers = new AtomicInteger();
    private final Sinks.Many<ZmqMessage> sink = Sinks.many().multicast().directBestEffort();
    private final LongAdder missed = new LongAdder();
    private final Runnable work = this::work;
    private volatile boolean over;

    /**
     * @param closed completes when no message follows
     * @param threads where the worker and the subscribers run; they may be blocked
     */
    CapturedMessages(Mono<Void> closed, Scheduler threads) {
        this.closed = closed;
        this.threads = threads;
    }

    /** Completes behind everything that was offered before the end. */
    Flux<ZmqMessage> messages() {
        return Flux.defer(() -> {
            subscribers.incrementAndGet();
            Disposable ending = closed.subscribe(none -> { }, never -> { }, this::end);
            return sink.asFlux().doFinally(end -> {
                ending.dispose();
                subscribers.decrementAndGet();
            }).onBackpressureBuffer(BUFFER, message -> missed.increment(), BufferOverflowStrategy.DROP_LATEST).publishOn(threads);
        });
    }

    void offer(ZmqMessage message) {
        int watching = subscribers.get();
        if (watching == 0) {
            return;
        }
        if (!queue.offer(message)) {
            missed.add(watching);
        }
        wake();
    }

    private void end() {
        over = true;
        wake();
    }

    private void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            threads.schedule(work);
        } catch (RejectedExecutionException busy) {
            awake.set(false); // the next message tries again, and what the queue has no room for until then is counted
        }
    }

    private void work() {
        boolean last = over;
        for (int i = 0; i < TURN; i++) {
            ZmqMessage message = queue.poll();
            if (message == null) {
                rest(last);
                return;
            }
            sink.tryEmitNext(message);
        }
        schedule();
    }

    /** @param last whether the end had come before the queue was seen empty */
    private void rest(boolean last) {
        if (last) {
            sink.tryEmitComplete();
        }
        awake.set(false);
        if (!queue.isEmpty() || over != last) {
            wake();
        }
    }

    long missed() {
        return missed.sum();
    }
}
