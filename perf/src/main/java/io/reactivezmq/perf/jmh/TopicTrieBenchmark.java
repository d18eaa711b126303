package io.reactivezmq.perf.jmh;

import io.reactivezmq.sockets.pattern.Matches;
import io.reactivezmq.sockets.pattern.SubscriberTable;
import io.reactivezmq.sockets.pattern.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to find who wants a message (PUB) and whether anyone here does (SUB), among that many topics. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx4g")
public class TopicTrieBenchmark {

    /** A power of two; many, so that a large trie is not measured with a path that stays in the processor's cache. */
    private static final int MESSAGES = 1 << 16;

    @Param({"10", "1000", "1000000"})
    private int topics;

    private final SubscriberTable<Object> subscribers = new SubscriberTable<>(Object[]::new);
    private final Subscriptions subscriptions = new Subscriptions();
    private final Matches<Object> matches = new Matches<>(Object[]::new);
    private final byte[][] wanted = new byte[MESSAGES][];
    private final byte[][] unwanted = new byte[MESSAGES][];
    private int next;

    @Setup
    public void subscribe() {
        Object subscriber = new Object();
        for (int i = 0; i < topics; i++) {
            byte[] topic = bytes("sensor." + i + ".");
            subscribers.subscribe(subscriber, topic);
            subscriptions.add(topic, Integer.MAX_VALUE);
        }
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < MESSAGES; i++) {
            int topic = random.nextInt(topics);
            wanted[i] = bytes("sensor." + topic + ".temperature");
            unwanted[i] = bytes("sensor." + topic + "/temperature");
        }
    }

    @Benchmark
    public int publishWanted() {
        subscribers.match(wanted[next++ & MESSAGES - 1], matches);
        return matches.size();
    }

    @Benchmark
    public int publishUnwanted() {
        subscribers.match(unwanted[next++ & MESSAGES - 1], matches);
        return matches.size();
    }

    @Benchmark
    public boolean receiveWanted() {
        return subscriptions.matches(wanted[next++ & MESSAGES - 1]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
