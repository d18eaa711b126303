package io.reactivezmq.perf.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.wire.FrameDecoder;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.MessageEncoder;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time to decode one message, of one frame or of three, that arrives in reads as large as a socket's read buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameDecoderBenchmark {

    private static final int MESSAGES = 16;
    private static final int READ_SIZE = 65_536;
    private static final FrameLimits LIMITS = new FrameLimits(1 << 28, 8192, 1 << 16);

    @Param({"64", "1024", "32768"})
    private int size;

    @Param({"1", "3"})
    private int frames;

    private ByteBuf wire;
    private int length;
    private FrameDecoder decoder;

    /** Encodes the messages that are decoded over and over. */
    @Setup
    public void encode(Blackhole blackhole) {
        byte[][] parts = new byte[frames][size / frames];
        ZmqMessage message = ZmqMessage.wrap(parts);
        MessageEncoder encoder = new MessageEncoder();
        length = (int) encoder.encodedSize(message) * MESSAGES;
        wire = Unpooled.directBuffer(length + MessageEncoder.MAX_HEADER_SIZE);
        for (int i = 0; i < MESSAGES; i++) {
            encoder.encode(message, wire);
        }
        if (wire.readableBytes() != length) {
            throw new IllegalStateException("encoded " + wire.readableBytes() + " bytes in place of " + length);
        }
        decoder = new FrameDecoder(LIMITS, new Sink(blackhole));
    }

    @TearDown
    public void release() {
        wire.release();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public boolean decode() {
        for (int start = 0; start < length; start += READ_SIZE) {
            wire.setIndex(start, Math.min(length, start + READ_SIZE));
            decoder.decode(wire);
        }
        return decoder.isMidMessage();
    }

    private record Sink(Blackhole blackhole) implements FrameSink {

        @Override
        public boolean onMessage(ZmqMessage message) {
            blackhole.consume(message);
            return true;
        }

        @Override
        public void onCommand(byte[] body) {
            throw new IllegalStateException("there is no command in the input");
        }
    }
}
