package io.reactivezmq.core.options;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much may wait, and in which portions it is written. All bounds are for each peer, as in libzmq, but {@link #maxPendingSends()}
 * and the two for peers that have gone.
 */
public final class QueueOptions {

    private static final QueueOptions DEFAULTS = builder().build();

    private final int sendHighWaterMark;
    private final int receiveHighWaterMark;
    private final long sendHighWaterMarkBytes;
    private final long receiveHighWaterMarkBytes;
    private final int departedHighWaterMark;
    private final long departedHighWaterMarkBytes;
    private final int maxPendingSends;
    private final int batchSize;
    private final int readSize;
    private final boolean conflate;

    private QueueOptions(Builder builder) {
        this.sendHighWaterMark = builder.sendHighWaterMark;
        this.receiveHighWaterMark = builder.receiveHighWaterMark;
        this.sendHighWaterMarkBytes = builder.sendHighWaterMarkBytes;
        this.receiveHighWaterMarkBytes = builder.receiveHighWaterMarkBytes;
        this.departedHighWaterMark = builder.departedHighWaterMark;
        this.departedHighWaterMarkBytes = builder.departedHighWaterMarkBytes;
        this.maxPendingSends = builder.maxPendingSends;
        this.batchSize = builder.batchSize;
        this.readSize = builder.readSize;
        this.conflate = builder.conflate;
    }

    /** The defaults. */
    public static QueueOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these values. */
    public Builder mutate() {
        return new Builder(this);
    }

    /** These values with some of them changed. */
    public QueueOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** {@code ZMQ_SNDHWM}: messages queued for one peer, 0 for no bound. Default 1000. */
    public int sendHighWaterMark() {
        return sendHighWaterMark;
    }

    /** {@code ZMQ_RCVHWM}: messages received from one peer and not yet emitted, 0 for no bound. Default 1000. */
    public int receiveHighWaterMark() {
        return receiveHighWaterMark;
    }

    /** Payload bytes queued for one peer, 0 for no bound. Default 64 MiB. libzmq has no such bound. */
    public long sendHighWaterMarkBytes() {
        return sendHighWaterMarkBytes;
    }

    /** Payload bytes received from one peer and not yet emitted, 0 for no bound. Default 64 MiB. */
    public long receiveHighWaterMarkBytes() {
        return receiveHighWaterMarkBytes;
    }

    /**
     * Messages that peers sent before they left and that were not emitted yet, of all such peers together, 0 for no bound; a peer that
     * left fewer than 16 counts as 16. Default 100 000.
     *
     * <p>Beyond it nothing is kept of a peer that leaves, and what it left is counted as {@code DEPARTED_HIGH_WATER_MARK}: whoever
     * connects, sends and goes, again and again, neither fills the memory of a socket that nobody reads nor drives out what others
     * left before. Connected peers are not concerned. libzmq has no such bound.
     */
    public int departedHighWaterMark() {
        return departedHighWaterMark;
    }

    /**
     * As {@link #departedHighWaterMark()}, payload bytes; 0 for no bound. Default 256 MiB. Messages below 4 KiB do not count where the
     * number of messages of a peer is enough to bound them.
     */
    public long departedHighWaterMarkBytes() {
        return departedHighWaterMarkBytes;
    }

    /**
     * Calls of {@code send(message)} on one socket that may wait for room; one more fails with
     * {@link io.reactivezmq.core.error.ZmqOverflowException}. Default 10 000. {@code send(publisher)} does not count: it
     * asks for no message before there is room. On STREAM, and on ROUTER with {@code routing.mandatory}, the bound is for each
     * peer, so that one that does not read uses up nobody else's.
     */
    public int maxPendingSends() {
        return maxPendingSends;
    }

    /** {@code ZMQ_OUT_BATCH_SIZE}: bytes that are encoded into one buffer and written at once. Default 65536. */
    public int batchSize() {
        return batchSize;
    }

    /**
     * {@code ZMQ_IN_BATCH_SIZE}: bytes that one read takes at most. Reads grow from a few hundred bytes to this size
     * with what arrives. Default 256 KiB.
     */
    public int readSize() {
        return readSize;
    }

    /**
     * {@code ZMQ_CONFLATE}: of what waits for a peer, or was received from one, only the newest message is kept; high-
     * water marks do not apply. What is replaced is counted. Whole messages, where libzmq keeps single frames. For
     * PUSH, PULL, PUB, SUB and DEALER; other types raise an error when they are created. Default false.
     */
    public boolean conflate() {
        return conflate;
    }

    private List<Object> values() {
        return List.of(sendHighWaterMark, receiveHighWaterMark, sendHighWaterMarkBytes, receiveHighWaterMarkBytes,
                departedHighWaterMark, departedHighWaterMarkBytes, maxPendingSends, batchSize, readSize, conflate);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "QueueOptions[sendHighWaterMark=" + sendHighWaterMark + ", receiveHighWaterMark=" + receiveHighWaterMark
                + ", sendHighWaterMarkBytes=" + sendHighWaterMarkBytes
                + ", receiveHighWaterMarkBytes=" + receiveHighWaterMarkBytes
                + ", departedHighWaterMark=" + departedHighWaterMark
                + ", departedHighWaterMarkBytes=" + departedHighWaterMarkBytes + ", maxPendingSends=" + maxPendingSends
                + ", batchSize=" + batchSize
                + ", readSize=" + readSize
                + ", conflate=" + conflate + "]";
    }

    /**
     * Builds {@link QueueOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a
     * value outside its range.
     */
    public static final class Builder {

        private static final long DEFAULT_BYTES = 64L << 20;
        private static final int MIN_BATCH_SIZE = 256;
        private static final int MAX_BATCH_SIZE = 16 << 20;

        private int sendHighWaterMark = 1000;
        private int receiveHighWaterMark = 1000;
        private long sendHighWaterMarkBytes = DEFAULT_BYTES;
        private long receiveHighWaterMarkBytes = DEFAULT_BYTES;
        private int departedHighWaterMark = 100_000;
        private long departedHighWaterMarkBytes = 4 * DEFAULT_BYTES;
        private int maxPendingSends = 10_000;
        private int batchSize = 64 << 10;
        private int readSize = 256 << 10;
        private boolean conflate;

        private Builder() {
        }

        private Builder(QueueOptions options) {
            this.sendHighWaterMark = options.sendHighWaterMark;
            this.receiveHighWaterMark = options.receiveHighWaterMark;
            this.sendHighWaterMarkBytes = options.sendHighWaterMarkBytes;
            this.receiveHighWaterMarkBytes = options.receiveHighWaterMarkBytes;
            this.departedHighWaterMark = options.departedHighWaterMark;
            this.departedHighWaterMarkBytes = options.departedHighWaterMarkBytes;
            this.maxPendingSends = options.maxPendingSends;
            this.batchSize = options.batchSize;
            this.readSize = options.readSize;
            this.conflate = options.conflate;
        }

        /** Sets {@link QueueOptions#sendHighWaterMark()}: 0 (no bound) to 2147483647 messages. */
        public Builder sendHighWaterMark(int messages) {
            this.sendHighWaterMark = OptionRange.require("queues.sendHighWaterMark", messages, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#receiveHighWaterMark()}: 0 (no bound) to 2147483647 messages. */
        public Builder receiveHighWaterMark(int messages) {
            this.receiveHighWaterMark = OptionRange.require("queues.receiveHighWaterMark", messages, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#sendHighWaterMarkBytes()}: 0 (no bound) or more. */
        public Builder sendHighWaterMarkBytes(long bytes) {
            this.sendHighWaterMarkBytes = OptionRange.require("queues.sendHighWaterMarkBytes", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#receiveHighWaterMarkBytes()}: 0 (no bound) or more. */
        public Builder receiveHighWaterMarkBytes(long bytes) {
            this.receiveHighWaterMarkBytes =
                    OptionRange.require("queues.receiveHighWaterMarkBytes", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#departedHighWaterMark()}: 0 (no bound) to 2147483647 messages. */
        public Builder departedHighWaterMark(int messages) {
            this.departedHighWaterMark =
                    OptionRange.require("queues.departedHighWaterMark", messages, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#departedHighWaterMarkBytes()}: 0 (no bound) or more. */
        public Builder departedHighWaterMarkBytes(long bytes) {
            this.departedHighWaterMarkBytes =
                    OptionRange.require("queues.departedHighWaterMarkBytes", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#maxPendingSends()}: 1 to 2147483647 calls. */
        public Builder maxPendingSends(int calls) {
            this.maxPendingSends = OptionRange.require("queues.maxPendingSends", calls, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link QueueOptions#batchSize()}: 256 to 16777216 bytes. */
        public Builder batchSize(int bytes) {
            this.batchSize = OptionRange.require("queues.batchSize", bytes, MIN_BATCH_SIZE, MAX_BATCH_SIZE);
            return this;
        }

        /** Sets {@link QueueOptions#readSize()}: 256 bytes to 16 MiB. */
        public Builder readSize(int bytes) {
            this.readSize = OptionRange.require("queues.readSize", bytes, 256, MAX_BATCH_SIZE);
            return this;
        }

        /** Sets {@link QueueOptions#conflate()}. */
        public Builder conflate(boolean conflate) {
            this.conflate = conflate;
            return this;
        }

        /** Small reads and writes: the first byte of a burst leaves early, at the price of throughput. 8 KiB and 16 KiB. */
        public Builder forLatency() {
            return batchSize(8 << 10).readSize(16 << 10);
        }

        /** Large reads and writes, for streams of large messages that keep up: 256 KiB and 1 MiB for each peer at work. */
        public Builder forThroughput() {
            return batchSize(256 << 10).readSize(1 << 20);
        }

        /** The options with these values. The builder may be used further. */
        public QueueOptions build() {
            return new QueueOptions(this);
        }
    }
}
