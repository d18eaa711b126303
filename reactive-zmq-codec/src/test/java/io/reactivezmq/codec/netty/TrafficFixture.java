package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.HeartbeatOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection of a SUB socket behind its handshake, in an embedded channel whose clock stands still, and what its socket heard. */
final class TrafficFixture implements HandshakeListener, TrafficReceiver, AutoCloseable {

    static final Duration IDLE = Duration.ofSeconds(30);
    static final int BATCH = 1024;
    static final int LOW_WATER_MARK = 4 * BATCH;
    static final int HIGH_WATER_MARK = 8 * BATCH;
    static final int MAX_TOPIC = 8192;
    private static final FrameLimits LIMITS = new FrameLimits(1 << 20, 8, MAX_TOPIC + 16);

    final List<String> messages = new ArrayList<>();
    final List<String> subscriptions = new ArrayList<>();
    final List<@Nullable ZmqException> ends = new ArrayList<>();
    final EmbeddedChannel channel = new EmbeddedChannel();
    final Gate gate = new Gate();
    int unknownCommands;
    /** The channel's clock, from an origin of its own: a difference that overflows would show. */
    private long now = Long.MAX_VALUE - 1000;
    int readsCompleted;
    int readsCompletedAfterTheEnd;
    int writableAgain;
    long undelivered;
    /** From this many messages on the socket has no room. */
    int room = Integer.MAX_VALUE;
    @Nullable RuntimeException defect;
    private @Nullable ZmtpConnection connection;

    /** A peer that speaks ZMTP 3.{@code minor}; no heartbeats of ours. */
    TrafficFixture(int minor) {
        this(minor, HeartbeatOptions.defaults());
    }

    TrafficFixture(int minor, HeartbeatOptions heartbeat) {
        this(minor, heartbeat, TrafficCoding.PLAIN);
    }

    /** As {@link #TrafficFixture(int)}, with traffic of this form. */
    TrafficFixture(int minor, HeartbeatOptions heartbeat, TrafficCoding form) {
        channel.freezeTime();
        TrafficSettings traffic = new TrafficSettings(LIMITS, MAX_TOPIC, IDLE, BATCH, heartbeat);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK));
        channel.pipeline().addLast(gate, new ZmtpHandshakeHandler(
                new HandshakeSettings(SocketType.SUB, new byte[0], 1024, 8), Duration.ofMinutes(1), HandshakeFixture.NOBODY,
                Runnable::run, new HandshakeOutcome(this, (handshake, peer, coding, told) ->
                        ZmtpTrafficHandler.install(handshake, peer, form, traffic, () -> now, told))));
        receive(greeting(minor, "NULL"), ready("PUB"));
        sent();
        readsCompleted = 0;
    }

    ZmtpConnection connection() {
        return Objects.requireNonNull(connection);
    }

    /** One read of these bytes. */
    ByteBuf receive(byte[]... bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(Hex.join(bytes));
        channel.writeInbound(in);
        return in;
    }

    ByteBuf receive(String... hex) {
        return receive(Hex.bytes(hex));
    }

    /** The peer closes: the transport ends the channel by itself, past the outbound handlers. */
    void endOfInput() {
        channel.unsafe().close(channel.unsafe().voidPromise());
        channel.runPendingTasks();
    }

    /** Everything that reached the operating system since the last call. */
    byte[] sent() {
        List<byte[]> all = new ArrayList<>();
        ByteBuf buffer;
        while ((buffer = channel.readOutbound()) != null) {
            all.add(Hex.take(buffer));
        }
        return Hex.join(all.toArray(byte[][]::new));
    }

    void advance(Duration time) {
        now += time.toNanos();
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** The socket heard once that the connection has ended, for this violation. */
    void assertClosedFor(Violation violation) {
        assertThat(channel.isOpen()).isFalse();
        assertThat(ends).singleElement().isInstanceOfSatisfying(ZmqProtocolException.class,
                cause -> assertThat(cause.violation()).isEqualTo(violation));
    }

    /** The socket heard once that the connection has ended, in good order. */
    void assertClosedInOrder() {
        assertThat(channel.isOpen()).isFalse();
        assertThat(ends).hasSize(1).containsOnlyNulls();
    }

    @Override
    public void close() {
        gate.open = true;
        channel.close();
        channel.runPendingTasks();
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection established) {
        connection = (ZmtpConnection) established;
        return this;
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        throw new AssertionError(cause);
    }

    @Override
    public boolean onMessage(ZmqMessage message) {
        if (defect != null) {
            throw defect;
        }
        messages.add(message.frameAsString(0));
        return messages.size() < room;
    }

    @Override
    public void onSubscription(boolean subscribe, byte[] topic) {
        subscriptions.add((subscribe ? "+" : "-") + Hex.of(topic));
    }

    @Override
    public void onUnknownCommand() {
        unknownCommands++;
    }

    @Override
    public void onReadComplete() {
        readsCompleted++;
        readsCompletedAfterTheEnd += ends.isEmpty() ? 0 : 1;
    }

    @Override
    public void onWritable() {
        writableAgain++;
    }

    @Override
    public void onClosed(@Nullable ZmqException cause, long lost) {
        ends.add(cause);
        undelivered = lost;
    }

    /** The operating system's send buffer: takes everything while open, nothing while shut. */
    static final class Gate extends ChannelOutboundHandlerAdapter {

        private boolean open = true;
        private @Nullable ChannelHandlerContext ctx;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            ctx = context;
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            if (open) {
                context.flush();
            }
        }

        void shut() {
            open = false;
        }

        /** Takes what waits now, and nothing of what is written because of that. */
        void openOnce() {
            Objects.requireNonNull(ctx).flush();
        }

        void open() {
            open = true;
            openOnce();
        }
    }
}
