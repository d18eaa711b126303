package io.reactivezmq.perf.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.wire.MessageEncoder;
import io.reactivezmq.core.message.ZmqMessage;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time to encode one message, of one frame or of three, into write buffers that are emptied when they are full. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MessageEncoderBenchmark {

    private static final int BUFFER_SIZE = 65_536;

    @Param({"64", "1024", "32768"})
    private int size;

    @Param({"1", "3"})
    private int frames;

    private final MessageEncoder encoder = new MessageEncoder();
    private ByteBuf buffer;
    private ZmqMessage message;

    @Setup
    public void allocate() {
        buffer = Unpooled.directBuffer(BUFFER_SIZE, BUFFER_SIZE);
        message = ZmqMessage.wrap(new byte[frames][size / frames]);
    }

    @TearDown
    public void release() {
        buffer.release();
    }

    @Benchmark
    public int encode() {
        boolean whole = encoder.encode(message, buffer);
        while (!whole) {
            buffer.clear();
            whole = encoder.resume(buffer);
        }
        return buffer.writerIndex();
    }
}
