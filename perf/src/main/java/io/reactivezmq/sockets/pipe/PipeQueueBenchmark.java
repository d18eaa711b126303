package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/** Time for a message to pass a pipe's queues: in and out on one thread, and from one thread to another. */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PipeQueueBenchmark {

    private static final int HIGH_WATER_MARK = 1000;
    private static final long HIGH_WATER_MARK_BYTES = 64 << 20;

    /** Bytes of large messages are accounted, those of small ones are not. */
    @Param({"64", "32768"})
    private int size;

    private final OutboundQueue outbound = new OutboundQueue(HIGH_WATER_MARK, HIGH_WATER_MARK_BYTES);
    private final InboundQueue inbound = new InboundQueue(HIGH_WATER_MARK, HIGH_WATER_MARK_BYTES);
    private ZmqMessage message;

    @Setup
    public void create() {
        message = ZmqMessage.wrap(new byte[size]);
    }

    @Benchmark
    @Group("outboundOnOneThread")
    public ZmqMessage outboundAddAndPoll() {
        outbound.offer(message);
        return outbound.poll();
    }

    @Benchmark
    @Group("inboundOnOneThread")
    public ZmqMessage inboundAddAndPoll() {
        inbound.offer(message);
        return inbound.poll();
    }

    /** The application's thread of {@code outboundHandOver}. */
    @Benchmark
    @Group("outboundHandOver")
    public void offer(Control control) {
        while (!outbound.offer(message) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** The event loop of {@code outboundHandOver}. */
    @Benchmark
    @Group("outboundHandOver")
    public ZmqMessage poll(Control control) {
        ZmqMessage polled = outbound.poll();
        while (polled == null && !control.stopMeasurement) {
            Thread.onSpinWait();
            polled = outbound.poll();
        }
        return polled;
    }
}
