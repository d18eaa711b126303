package io.reactivezmq.samples.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The end of a silence: fails when nothing was received for as long as {@code --timeout} says. */
final class IdleWatch {

    private final @Nullable Duration limit;
    private final BooleanSupplier busy;
    private final Function<Duration, CliFailure> failure;
    private volatile long lastSign = System.nanoTime();

    /** @param busy whether this side is at work with what it has received, so that the silence is not the peer's */
    IdleWatch(@Nullable Duration limit, BooleanSupplier busy, Function<Duration, CliFailure> failure) {
        this.limit = limit;
        this.busy = busy;
        this.failure = failure;
    }

    /** Something was received. */
    void sign() {
        if (limit != null) {
            lastSign = System.nanoTime();
        }
    }

    /** Begins to wait; never completes. */
    Mono<Void> silence() {
        Duration patience = limit;
        if (patience == null) {
            return Mono.never();
        }
        return Mono.fromRunnable(this::sign)
                .thenMany(Mono.defer(() -> Mono.delay(Duration.ofNanos(left(patience)))).repeat(() -> left(patience) > 0))
                .then(Mono.error(() -> failure.apply(patience)));
    }

    private long left(Duration patience) {
        if (busy.getAsBoolean()) {
            sign();
        }
        return Math.max(0, patience.toNanos() - (System.nanoTime() - lastSign));
    }
}
