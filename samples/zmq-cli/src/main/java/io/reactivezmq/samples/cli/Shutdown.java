package io.reactivezmq.samples.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Ends a session in good order, also on SIGINT and SIGTERM: nothing new is taken, and what has been taken goes out. */
final class Shutdown {

    private final Sinks.Empty<Void> asked = Sinks.empty();
    /** 0 until then. */
    private final AtomicLong askedAt = new AtomicLong();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /** @param patience how long a signal waits for {@link #finished} before the process ends anyway */
    Shutdown(Duration patience) {
        hook = new Thread(() -> interrupted(patience), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted(Duration patience) {
        ask();
        try {
            finished.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Completes when the session has to end, also for who asks late. */
    Mono<Void> asked() {
        return asked.asMono();
    }

    void ask() {
        if (askedAt.compareAndSet(0, System.nanoTime() | 1)) {
            asked.tryEmitEmpty();
        }
    }

    /** What is left of this time since the end was asked for; all of it before. */
    Duration left(Duration linger) {
        long since = askedAt.get();
        Duration left = since == 0 ? linger : linger.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    void finished() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            ask(); // a signal ends the process: the hook runs already
        }
    }
}
