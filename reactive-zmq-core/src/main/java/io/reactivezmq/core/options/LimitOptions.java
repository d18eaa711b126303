package io.reactivezmq.core.options;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a peer may ask of this socket. A peer that goes beyond one of these limits loses its connection, with an event that
 * names the limit; nobody else notices. libzmq has only the first of them, {@code ZMQ_MAXMSGSIZE}.
 *
 * <p>Over inproc only those of subscriptions hold; there are no frames and no handshake to limit. The time for a whole handshake is
 * {@link SocketOptions#handshakeTimeout()} ({@code ZMQ_HANDSHAKE_IVL}).
 */
public final class LimitOptions {

    private static final LimitOptions DEFAULTS = builder().build();

    private final long maxMessageSize;
    private final int maxFrames;
    private final int maxHandshakeCommandSize;
    private final int maxMetadataProperties;
    private final int maxTopicSize;
    private final int maxSubscriptionsPerPeer;
    private final Duration idleMidMessageTimeout;
    private final int maxPendingHandshakes;

    private LimitOptions(Builder builder) {
        this.maxMessageSize = builder.maxMessageSize;
        this.maxFrames = builder.maxFrames;
        this.maxHandshakeCommandSize = builder.maxHandshakeCommandSize;
        this.maxMetadataProperties = builder.maxMetadataProperties;
        this.maxTopicSize = builder.maxTopicSize;
        this.maxSubscriptionsPerPeer = builder.maxSubscriptionsPerPeer;
        this.idleMidMessageTimeout = builder.idleMidMessageTimeout;
        this.maxPendingHandshakes = builder.maxPendingHandshakes;
    }

    /** The defaults. */
    public static LimitOptions defaults() {
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
    public LimitOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code ZMQ_MAXMSGSIZE}: payload bytes of one received message, all frames together, and so of each frame; libzmq
     * limits each frame only, and by default nothing. Default 256 MiB.
     */
    public long maxMessageSize() {
        return maxMessageSize;
    }

    /**
     * Frames of one received message. Without it a peer could send frames that have another one behind them for ever, and all of
     * them wait for the last. Default 8192.
     */
    public int maxFrames() {
        return maxFrames;
    }

    /**
     * Bytes of one command during the handshake, READY with all its properties among them, and of the frame with which a peer of
     * ZMTP 2.0 or 1.0 tells its routing id. Default 65536.
     */
    public int maxHandshakeCommandSize() {
        return maxHandshakeCommandSize;
    }

    /**
     * Properties that a peer may announce in the handshake, those of {@code ZMQ_METADATA} at its end among them; each message of
     * the connection refers to them. Default 64.
     */
    public int maxMetadataProperties() {
        return maxMetadataProperties;
    }

    /** Bytes of one subscription ({@code ZMQ_SUBSCRIBE} at the peer's end), in either form. Default 8192. */
    public int maxTopicSize() {
        return maxTopicSize;
    }

    /**
     * Different subscriptions that one peer may hold, and that a SUB or XSUB takes itself: its publishers, with the same limit,
     * would close the connection at one more. Default 100 000.
     */
    public int maxSubscriptionsPerPeer() {
        return maxSubscriptionsPerPeer;
    }

    /**
     * How long a peer may send nothing at all after it has begun a message; it is noticed after once to twice this time. Also without
     * heartbeats. Default 30 s.
     */
    public Duration idleMidMessageTimeout() {
        return idleMidMessageTimeout;
    }

    /**
     * Accepted connections of one bound endpoint that may be in the handshake at the same time; further ones are closed at once.
     * Default 4096.
     */
    public int maxPendingHandshakes() {
        return maxPendingHandshakes;
    }

    private List<Object> values() {
        return List.of(maxMessageSize, maxFrames, maxHandshakeCommandSize, maxMetadataProperties, maxTopicSize,
                maxSubscriptionsPerPeer, idleMidMessageTimeout, maxPendingHandshakes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LimitOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "LimitOptions[maxMessageSize=" + maxMessageSize + ", maxFrames=" + maxFrames
                + ", maxHandshakeCommandSize=" + maxHandshakeCommandSize
                + ", maxMetadataProperties=" + maxMetadataProperties + ", maxTopicSize=" + maxTopicSize
                + ", maxSubscriptionsPerPeer=" + maxSubscriptionsPerPeer
                + ", idleMidMessageTimeout=" + idleMidMessageTimeout
                + ", maxPendingHandshakes=" + maxPendingHandshakes + "]";
    }

    /**
     * Builds {@link LimitOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a
     * value outside its range.
     */
    public static final class Builder {

        /** The longest array that every JVM can allocate: a frame is one array. */
        private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

        /** READY with the longest routing id needs about 330 bytes. */
        private static final int MIN_HANDSHAKE_COMMAND = 512;

        private static final int MAX_HANDSHAKE_COMMAND = 16 << 20;

        private long maxMessageSize = 256L << 20;
        private int maxFrames = 8192;
        private int maxHandshakeCommandSize = 64 << 10;
        private int maxMetadataProperties = 64;
        private int maxTopicSize = 8192;
        private int maxSubscriptionsPerPeer = 100_000;
        private Duration idleMidMessageTimeout = Duration.ofSeconds(30);
        private int maxPendingHandshakes = 4096;

        private Builder() {
        }

        private Builder(LimitOptions options) {
            this.maxMessageSize = options.maxMessageSize;
            this.maxFrames = options.maxFrames;
            this.maxHandshakeCommandSize = options.maxHandshakeCommandSize;
            this.maxMetadataProperties = options.maxMetadataProperties;
            this.maxTopicSize = options.maxTopicSize;
            this.maxSubscriptionsPerPeer = options.maxSubscriptionsPerPeer;
            this.idleMidMessageTimeout = options.idleMidMessageTimeout;
            this.maxPendingHandshakes = options.maxPendingHandshakes;
        }

        /** Sets {@link LimitOptions#maxMessageSize()}: 1 to 2147483639 bytes. */
        public Builder maxMessageSize(long bytes) {
            this.maxMessageSize = OptionRange.require("limits.maxMessageSize", bytes, 1, MAX_ARRAY);
            return this;
        }

        /** Sets {@link LimitOptions#maxFrames()}: 1 to 2147483647 frames. */
        public Builder maxFrames(int frames) {
            this.maxFrames = OptionRange.require("limits.maxFrames", frames, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link LimitOptions#maxHandshakeCommandSize()}: 512 to 16777216 bytes. */
        public Builder maxHandshakeCommandSize(int bytes) {
            this.maxHandshakeCommandSize = OptionRange.require(
                    "limits.maxHandshakeCommandSize", bytes, MIN_HANDSHAKE_COMMAND, MAX_HANDSHAKE_COMMAND);
            return this;
        }

        /** Sets {@link LimitOptions#maxMetadataProperties()}: 2 (type and routing id) to 2147483647 properties. */
        public Builder maxMetadataProperties(int properties) {
            this.maxMetadataProperties =
                    OptionRange.require("limits.maxMetadataProperties", properties, 2, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link LimitOptions#maxTopicSize()}: 1 to 2147483647 bytes. */
        public Builder maxTopicSize(int bytes) {
            this.maxTopicSize = OptionRange.require("limits.maxTopicSize", bytes, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link LimitOptions#maxSubscriptionsPerPeer()}: 1 to 2147483647 subscriptions. */
        public Builder maxSubscriptionsPerPeer(int subscriptions) {
            this.maxSubscriptionsPerPeer =
                    OptionRange.require("limits.maxSubscriptionsPerPeer", subscriptions, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link LimitOptions#idleMidMessageTimeout()}: 1 to 2147483647 ms. */
        public Builder idleMidMessageTimeout(Duration timeout) {
            this.idleMidMessageTimeout =
                    OptionRange.require("limits.idleMidMessageTimeout", timeout, OptionRange.ONE_MILLISECOND);
            return this;
        }

        /** Sets {@link LimitOptions#maxPendingHandshakes()}: 1 to 2147483647 connections. */
        public Builder maxPendingHandshakes(int connections) {
            this.maxPendingHandshakes =
                    OptionRange.require("limits.maxPendingHandshakes", connections, 1, Integer.MAX_VALUE);
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public LimitOptions build() {
            return new LimitOptions(this);
        }
    }
}
