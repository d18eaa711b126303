package io.reactivezmq.core.options;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Probes that the operating system sends on a TCP connection that carries nothing. Heartbeats notice more, and sooner.
 */
public final class KeepAliveOptions {

    private static final KeepAliveOptions DEFAULTS = builder().build();

    private final boolean enabled;
    private final Duration idle;
    private final Duration interval;
    private final int count;

    private KeepAliveOptions(Builder builder) {
        this.enabled = builder.enabled;
        this.idle = builder.idle;
        this.interval = builder.interval;
        this.count = builder.count;
    }

    /** The defaults. */
    public static KeepAliveOptions defaults() {
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
    public KeepAliveOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** {@code ZMQ_TCP_KEEPALIVE}: whether there are probes. Default false. */
    public boolean enabled() {
        return enabled;
    }

    /**
     * {@code ZMQ_TCP_KEEPALIVE_IDLE}: silence before the first probe, rounded up to seconds; zero for that of the
     * operating system. Default zero.
     */
    public Duration idle() {
        return idle;
    }

    /**
     * {@code ZMQ_TCP_KEEPALIVE_INTVL}: time between two probes, rounded up to seconds; zero for that of the operating
     * system. Default zero.
     */
    public Duration interval() {
        return interval;
    }

    /**
     * {@code ZMQ_TCP_KEEPALIVE_CNT}: probes without an answer that end the connection; 0 for that of the operating
     * system. Default 0.
     */
    public int count() {
        return count;
    }

    private List<Object> values() {
        return List.of(enabled, idle, interval, count);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeepAliveOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "KeepAliveOptions[enabled=" + enabled
                + ", idle=" + idle
                + ", interval=" + interval
                + ", count=" + count + "]";
    }

    /**
     * Builds {@link KeepAliveOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value outside
     * its range.
     */
    public static final class Builder {

        private static final Duration MAX_TIME = Duration.ofSeconds(32767);
        private static final int MAX_COUNT = 127;

        private boolean enabled;
        private Duration idle = Duration.ZERO;
        private Duration interval = Duration.ZERO;
        private int count;

        private Builder() {
        }

        private Builder(KeepAliveOptions options) {
            this.enabled = options.enabled;
            this.idle = options.idle;
            this.interval = options.interval;
            this.count = options.count;
        }

        /** Sets {@link KeepAliveOptions#enabled()}. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Sets {@link KeepAliveOptions#idle()}: 0 to 32767 s. */
        public Builder idle(Duration idle) {
            this.idle = OptionRange.require("tcp.keepAlive.idle", idle, Duration.ZERO, MAX_TIME);
            return this;
        }

        /** Sets {@link KeepAliveOptions#interval()}: 0 to 32767 s. */
        public Builder interval(Duration interval) {
            this.interval = OptionRange.require("tcp.keepAlive.interval", interval, Duration.ZERO, MAX_TIME);
            return this;
        }

        /** Sets {@link KeepAliveOptions#count()}: 0 to 127 probes. */
        public Builder count(int count) {
            this.count = OptionRange.require("tcp.keepAlive.count", count, 0, MAX_COUNT);
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public KeepAliveOptions build() {
            return new KeepAliveOptions(this);
        }
    }
}
