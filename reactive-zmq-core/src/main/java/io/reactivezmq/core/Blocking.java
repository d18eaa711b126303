package io.reactivezmq.core;

import io.reactivezmq.core.error.ZmqTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The one way in which the {@code ...Now} calls wait. */
final class Blocking {

    /** As reactor-netty has it for {@code bindNow} and {@code connectNow}. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(45);

    private Blocking() {
    }

    /**
     * The time limit is an operator and not an argument of {@code block}, whose own time-out is an
     * {@code IllegalStateException} that can only be told from others by its text.
     */
    static <T> T await(Mono<T> result, Duration timeout, Supplier<String> what) {
        if (Schedulers.isInNonBlockingThread()) { // block() would notice too, but only after it has subscribed
            throw new IllegalStateException(what.get() + ": " + Thread.currentThread().getName()
                    + " must not block, subscribe to the publisher instead");
        }
        Mono<T> late = Mono.error(() -> new ZmqTimeoutException(what.get() + " took longer than " + timeout));
        return Objects.requireNonNull(result.timeout(timeout, late).block(), "a publisher of one endpoint completed empty");
    }
}
