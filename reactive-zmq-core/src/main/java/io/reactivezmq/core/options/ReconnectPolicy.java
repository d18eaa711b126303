package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a connecting socket tries again after a failed attempt or a lost connection.
 *
 * <p>The delay doubles from {@link #interval()} up to {@link #maxInterval()}, less a random part, so that thousands of
 * clients that lose their server together do not come back together. A peer that breaks the protocol is tried at the longest
 * interval. One that says that it does not let this side in (ZAP 400 and 500) is not tried again, whatever is set here, as in
 * libzmq.
 */
public final class ReconnectPolicy {

    private static final ReconnectPolicy DEFAULTS = builder().build();

    private final Duration interval;
    private final Duration maxInterval;
    private final double jitter;
    private final boolean enabled;
    private final Set<ReconnectStop> stopOn;

    private ReconnectPolicy(Builder builder) {
        this.interval = builder.interval;
        this.maxInterval = builder.maxInterval;
        this.jitter = builder.jitter;
        this.enabled = builder.enabled;
        this.stopOn = builder.stopOn;
    }

    /** The defaults. */
    public static ReconnectPolicy defaults() {
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
    public ReconnectPolicy mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** {@code ZMQ_RECONNECT_IVL}: the longest delay before the first retry. Default 100 ms. */
    public Duration interval() {
        return interval;
    }

    /**
     * {@code ZMQ_RECONNECT_IVL_MAX}: the bound up to which the delay doubles; zero for a delay that does not grow. Default
     * 30 s, where libzmq has zero.
     */
    public Duration maxInterval() {
        return maxInterval;
    }

    /** The part of each delay that is random: 0 for none, 1 for all of it. Default 0.5. */
    public double jitter() {
        return jitter;
    }

    /**
     * Whether there is any retry at all; false stands for libzmq's {@code ZMQ_RECONNECT_IVL} of -1. Default true. A REQ that
     * closes a connection itself, because a request was given up, makes another one all the same.
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * How long to wait before a retry: {@code min(interval * 2^(attempt-1), maxInterval) * (1 - jitter * random)}, and at
     * least a millisecond, so that no setting makes a busy loop. A pure function; {@link #enabled()} does not matter to it.
     *
     * @param attempt 1 for the first retry; less counts as 1
     * @param random from 0 to 1
     */
    public Duration delay(int attempt, double random) {
        double shortened = undisturbed(attempt).toNanos() * (1 - jitter * random);
        return Duration.ofNanos(Math.max(OptionRange.ONE_MILLISECOND.toNanos(), Math.round(shortened)));
    }

    private Duration undisturbed(int attempt) {
        if (maxInterval.isZero()) {
            return interval;
        }
        Duration delay = interval;
        for (int i = 1; i < attempt && delay.compareTo(maxInterval) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(maxInterval) < 0 ? delay : maxInterval;
    }

    /** {@code ZMQ_RECONNECT_STOP}: what is reason enough not to try again. Default empty: nothing is. */
    public Set<ReconnectStop> stopOn() {
        return stopOn;
    }

    private List<Object> values() {
        return List.of(interval, maxInterval, jitter, enabled, stopOn);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReconnectPolicy that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "ReconnectPolicy[interval=" + interval + ", maxInterval=" + maxInterval + ", jitter=" + jitter
                + ", enabled=" + enabled
                + ", stopOn=" + stopOn + "]";
    }

    /**
     * Builds {@link ReconnectPolicy}. Each setter raises {@link ZmqOptionException} (EINVAL) for a value outside its range.
     */
    public static final class Builder {

        private Duration interval = Duration.ofMillis(100);
        private Duration maxInterval = Duration.ofSeconds(30);
        private double jitter = 0.5;
        private boolean enabled = true;
        private Set<ReconnectStop> stopOn = Set.of();

        private Builder() {
        }

        private Builder(ReconnectPolicy policy) {
            this.interval = policy.interval;
            this.maxInterval = policy.maxInterval;
            this.jitter = policy.jitter;
            this.enabled = policy.enabled;
            this.stopOn = policy.stopOn;
        }

        /** Sets {@link ReconnectPolicy#interval()}: 1 to 2147483647 ms. */
        public Builder interval(Duration interval) {
            this.interval = OptionRange.require("reconnect.interval", interval, OptionRange.ONE_MILLISECOND);
            return this;
        }

        /** Sets {@link ReconnectPolicy#maxInterval()}: 0 (a delay that does not grow) to 2147483647 ms. */
        public Builder maxInterval(Duration maxInterval) {
            this.maxInterval = OptionRange.require("reconnect.maxInterval", maxInterval, Duration.ZERO);
            return this;
        }

        /** Sets {@link ReconnectPolicy#jitter()}: 0 to 1. */
        public Builder jitter(double jitter) {
            this.jitter = OptionRange.require("reconnect.jitter", jitter, 0, 1);
            return this;
        }

        /** Sets {@link ReconnectPolicy#enabled()}. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /** Sets {@link ReconnectPolicy#stopOn()}. */
        public Builder stopOn(Set<ReconnectStop> causes) {
            this.stopOn = causes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(causes));
            return this;
        }

        /** As {@link #stopOn(Set)}. */
        public Builder stopOn(ReconnectStop... causes) {
            return stopOn(Set.of(causes));
        }

        /**
         * The policy with these values. The builder may be used further.
         *
         * @throws ZmqOptionException (EINVAL) if {@code maxInterval} is neither zero nor at least {@code interval}
         */
        public ReconnectPolicy build() {
            if (!maxInterval.isZero() && maxInterval.compareTo(interval) < 0) {
                throw new ZmqOptionException("reconnect.maxInterval", maxInterval.toString(),
                        "0, or from the interval, " + interval.toMillis() + " ms, to "
                                + OptionRange.MAX_DURATION.toMillis() + " ms");
            }
            return new ReconnectPolicy(this);
        }
    }
}
