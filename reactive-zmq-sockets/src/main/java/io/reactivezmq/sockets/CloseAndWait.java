package io.reactivezmq.sockets;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The end of a try-with-resources: waits where waiting is allowed, and never for longer than linger can take. */
final class CloseAndWait {

    /** For the operating system to close what linger has finished with. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private CloseAndWait() {
    }

    /**
     * On an event loop or another non-blocking thread this returns at once and closing goes on; so it does when the waiting
     * thread is interrupted, which stays interrupted.
     */
    static void on(Mono<Void> closing, Duration linger) {
        CountDownLatch over = new CountDownLatch(1);
        closing.doFinally(end -> over.countDown()).subscribe();
        if (Schedulers.isInNonBlockingThread()) {
            return;
        }
        try {
            over.await(linger.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
