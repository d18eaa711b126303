package io.reactivezmq.sockets;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jctools.queues.MpscArrayQueue;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Gives the events of a socket to any number of subscribers. Event loops of several peers emit at the same time; whoever
 * comes first emits for the others. Nobody waits for a slow subscriber: it loses its oldest events, which are counted;
 * and one that throws is thrown out.
 */
final class EventHub<E> {

    private static final int BUFFER = 1024;

    private final MpscArrayQueue<E> queue = new MpscArrayQueue<>(BUFFER);
    private final AtomicInteger wip = new AtomicInteger();
    private final Sinks.Many<E> sink = Sinks.many().multicast().directBestEffort();
    private final LongConsumer lost;
    private volatile boolean closed;

    /** @param lost told how many events somebody did not see */
    EventHub(LongConsumer lost) {
        this.lost = lost;
    }

    Flux<E> events() {
        return new ContainedFlux<>(sink.asFlux()
                .onBackpressureBuffer(BUFFER, event -> lost.accept(1), BufferOverflowStrategy.DROP_OLDEST));
    }

    void emit(E event) {
        add(event);
        drain();
    }

    /** For whoever holds a lock, under which nobody's code may run; {@link #drain} has to follow. */
    void add(E event) {
        if (!queue.offer(event)) {
            lost.accept(1);
        }
    }

    /** Completes every subscriber after what has been emitted so far. */
    void close() {
        closed = true;
        drain();
    }

    /** Tells what has been added, unless somebody is at it. */
    void drain() {
        if (wip.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            E event;
            while ((event = queue.poll()) != null) {
                sink.tryEmitNext(event);
            }
            if (closed) {
                sink.tryEmitComplete();
            }
            missed = wip.addAndGet(-missed);
        } while (missed != 0);
    }
}
