package io.reactivezmq.core.options;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lock-step of REQ sockets.
 */
public final class RequestOptions {

    private static final RequestOptions DEFAULTS = builder().build();

    private final boolean correlate;
    private final boolean relaxed;

    private RequestOptions(Builder builder) {
        this.correlate = builder.correlate;
        this.relaxed = builder.relaxed;
    }

    /** The defaults. */
    public static RequestOptions defaults() {
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
    public RequestOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code ZMQ_REQ_CORRELATE}: puts a number in front of each request and accepts only the reply that carries it.
     * Default false.
     */
    public boolean correlate() {
        return correlate;
    }

    /**
     * {@code ZMQ_REQ_RELAXED}: a new request may be sent while a reply is awaited; the older one is given up. Default
     * false.
     */
    public boolean relaxed() {
        return relaxed;
    }

    private List<Object> values() {
        return List.of(correlate, relaxed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "RequestOptions[correlate=" + correlate
                + ", relaxed=" + relaxed + "]";
    }

    /**
     * Builds {@link RequestOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value outside
     * its range.
     */
    public static final class Builder {

        private boolean correlate = false;
        private boolean relaxed = false;

        private Builder() {
        }

        private Builder(RequestOptions options) {
            this.correlate = options.correlate;
            this.relaxed = options.relaxed;
        }

        /** Sets {@link RequestOptions#correlate()}. */
        public Builder correlate(boolean correlate) {
            this.correlate = correlate;
            return this;
        }

        /** Sets {@link RequestOptions#relaxed()}. */
        public Builder relaxed(boolean relaxed) {
            this.relaxed = relaxed;
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public RequestOptions build() {
            return new RequestOptions(this);
        }
    }
}
