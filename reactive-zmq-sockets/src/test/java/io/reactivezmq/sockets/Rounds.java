package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads that do something at the same moment, again and again. */
final class Rounds {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Rounds() {
    }

    /** Each round: both at once, and then what has to follow from that. */
    static void run(int rounds, Runnable one, Runnable two, Runnable then) {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            for (int round = 1; round <= rounds; round++) {
                await(begun, round);
                two.run();
                done.set(round);
            }
        });
        for (int round = 1; round <= rounds; round++) {
            begun.set(round);
            one.run();
            await(done, round);
            then.run();
        }
        assertThat(other).succeedsWithin(LIMIT);
    }

    private static void await(AtomicInteger counter, int value) {
        while (counter.get() < value) {
            Thread.onSpinWait();
        }
    }
}
