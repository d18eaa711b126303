package io.reactivezmq.core.options;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection that carries nothing is still alive (RFC 37, PING and PONG).
 *
 * <p>Any byte from a peer shows that it lives. A connection on which nothing comes for too long ends with a
 * {@link io.reactivezmq.core.error.ZmqTimeoutException} as the cause of its {@code Disconnected} event, and a connecting
 * socket tries again. While this socket does not read, because its receiver has no demand and its queue is full, the peer
 * cannot show anything: then no deadline passes, and each begins anew when reading goes on. The peer may see it otherwise.
 * A socket that can be slow should send PINGs of its own, which show a waiting peer that it lives.
 *
 * <p>A PING is answered whatever is set here, and a peer that sends one with a TTL is dropped when it is silent for longer.
 * Peers of ZMTP 3.0 and older are sent no PING.
 */
public final class HeartbeatOptions {

    private static final HeartbeatOptions DEFAULTS = builder().build();

    private final Duration interval;
    private final Duration timeout;
    private final Duration timeToLive;

    private HeartbeatOptions(Builder builder) {
        this.interval = builder.interval;
        this.timeout = builder.timeout;
        this.timeToLive = builder.timeToLive;
    }

    /** The defaults. */
    public static HeartbeatOptions defaults() {
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
    public HeartbeatOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** {@code ZMQ_HEARTBEAT_IVL}: how often a PING is sent; zero sends none. Default zero. */
    public Duration interval() {
        return interval;
    }

    /**
     * {@code ZMQ_HEARTBEAT_TIMEOUT}: how long a peer may be silent after a PING before its connection is closed; zero waits
     * for ever. Default: the interval. A peer that does not read, so that the PING itself has to wait, is silent too.
     */
    public Duration timeout() {
        return timeout.isNegative() ? interval : timeout;
    }

    /**
     * {@code ZMQ_HEARTBEAT_TTL}: how long the peer is to wait for our next sign of life before it closes the
     * connection; on the wire in tenths of a second, rounded down; zero lets it wait for ever. Default zero. libzmq reads
     * more than 65.5 s wrongly, so no more is sent: 65.5 s instead, or, where the interval is not shorter, nothing.
     */
    public Duration timeToLive() {
        return timeToLive;
    }

    private List<Object> values() {
        return List.of(interval, timeout, timeToLive);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeartbeatOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "HeartbeatOptions[interval=" + interval
                + ", timeout=" + timeout()
                + ", timeToLive=" + timeToLive + "]";
    }

    /**
     * Builds {@link HeartbeatOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value outside
     * its range.
     */
    public static final class Builder {

        private static final Duration THE_INTERVAL = Duration.ofMillis(-1);
        private static final Duration MAX_TIME_TO_LIVE = Duration.ofMillis(6_553_500);

        private Duration interval = Duration.ZERO;
        private Duration timeout = THE_INTERVAL;
        private Duration timeToLive = Duration.ZERO;

        private Builder() {
        }

        private Builder(HeartbeatOptions options) {
            this.interval = options.interval;
            this.timeout = options.timeout;
            this.timeToLive = options.timeToLive;
        }

        /** Sets {@link HeartbeatOptions#interval()}: 0 to 2147483647 ms. */
        public Builder interval(Duration interval) {
            this.interval = OptionRange.require("heartbeat.interval", interval, Duration.ZERO);
            return this;
        }

        /** Sets {@link HeartbeatOptions#timeout()}: 0 to 2147483647 ms. */
        public Builder timeout(Duration timeout) {
            this.timeout = OptionRange.require("heartbeat.timeout", timeout, Duration.ZERO);
            return this;
        }

        /** Sets {@link HeartbeatOptions#timeToLive()}: 0 to 6553.5 s. */
        public Builder timeToLive(Duration timeToLive) {
            this.timeToLive = OptionRange.require("heartbeat.timeToLive", timeToLive, Duration.ZERO, MAX_TIME_TO_LIVE);
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public HeartbeatOptions build() {
            return new HeartbeatOptions(this);
        }
    }
}
