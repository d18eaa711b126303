package io.reactivezmq.sockets.hostile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.sockets.ObjectCensus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Peers and sockets that come and go without end, in every way there is. The number of them is the system property
 * {@code reactivezmq.churn}.
 */
@DisplayName("a churn of connects and disconnects leaves file descriptors, heap and direct memory flat")
class ChurnIT {

    private static final int CYCLES = Integer.getInteger("reactivezmq.churn", 5_000);
    private static final int WARM_UP = 1_000;
    private static final int AT_ONCE = 4;
    /** An allocator keeps what it may need again, a JVM compiles: far less than 100 bytes for each of 100,000 peers. */
    private static final Footprint SLACK = new Footprint(5, 8L << 20, 8L << 20);

    private final ChurningPeers peers = new ChurningPeers();
    private final AtomicInteger number = new AtomicInteger();

    @AfterEach
    void close() {
        peers.close();
    }

    @Test
    @Timeout(1_800)
    @DisplayName("messages, requests, subscriptions and names; orderly, reset, refused; tcp, ipc and inproc")
    void whoHasLeftHasLeftNothing() {
        assumeTrue(Footprint.isKnown(), "needs /proc");
        churn(WARM_UP);
        eventually(peers::areGone, () -> "after the warm-up: " + peers);
        Footprint before = Footprint.now();
        Map<String, Integer> kept = ObjectCensus.of(peers.zmq());

        churn(CYCLES);

        eventually(peers::areGone, () -> "peers are left: " + peers);
        eventually(() -> Footprint.now().isWithin(before, SLACK), () -> before + " became " + Footprint.now());
        // behind the collection of garbage that the footprint takes: who was read after he had left is remembered weakly
        eventually(() -> ObjectCensus.of(peers.zmq()).equals(kept), () -> kept + " became\n" + ObjectCensus.of(peers.zmq()));
        System.out.println(CYCLES + " connections on " + peers.zmq().io() + ": " + before + " -> " + Footprint.now());
        peers.assertAllArrived();
    }

    private void churn(int cycles) {
        List<Runnable> ways = peers.ways();
        Flux.fromStream(IntStream.range(0, cycles).boxed())
                .flatMap(i -> Mono.fromRunnable(ways.get(number.getAndIncrement() % ways.size()))
                        .subscribeOn(Schedulers.boundedElastic()), AT_ONCE, 1)
                .blockLast();
    }

    private static void eventually(BooleanSupplier condition, Supplier<String> otherwise) {
        Flux.interval(Duration.ofMillis(20)).onBackpressureDrop().filter(tick -> condition.getAsBoolean())
                .next().timeout(EventLog.DEADLINE)
                .onErrorMap(late -> new AssertionError(otherwise.get(), late))
                .block();
    }
}
