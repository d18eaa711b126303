package io.reactivezmq.core.options;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fine points of PUB, SUB, XPUB and XSUB.
 */
public final class PubSubOptions {

    private static final PubSubOptions DEFAULTS = builder().build();

    private final boolean noDrop;
    private final boolean invertMatching;
    private final boolean verbose;
    private final boolean verboser;
    private final boolean manual;
    private final boolean manualLastValue;
    private final boolean onlyFirstSubscribe;
    private final boolean verboseUnsubscribe;
    private final Optional<ZmqMessage> welcomeMessage;

    private PubSubOptions(Builder builder) {
        this.noDrop = builder.noDrop;
        this.invertMatching = builder.invertMatching;
        this.verbose = builder.verbose;
        this.verboser = builder.verboser;
        this.manual = builder.manual;
        this.manualLastValue = builder.manualLastValue;
        this.onlyFirstSubscribe = builder.onlyFirstSubscribe;
        this.verboseUnsubscribe = builder.verboseUnsubscribe;
        this.welcomeMessage = builder.welcomeMessage;
    }

    /** The defaults. */
    public static PubSubOptions defaults() {
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
    public PubSubOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code ZMQ_XPUB_NODROP}: PUB and XPUB wait while a subscriber that a message matches is at its high-water mark,
     * so one slow subscriber holds up all. Default false: it misses the message, which is counted.
     */
    public boolean noDrop() {
        return noDrop;
    }

    /**
     * {@code ZMQ_INVERT_MATCHING}: PUB and XPUB send to those whose subscriptions do not match, and SUB accepts what
     * they do not match; to be set on both sides. Default false.
     */
    public boolean invertMatching() {
        return invertMatching;
    }

    /** {@code ZMQ_XPUB_VERBOSE}: XPUB tells every subscription, not only the first of a topic. Default false. */
    public boolean verbose() {
        return verbose;
    }

    /** {@code ZMQ_XPUB_VERBOSER}: XPUB tells every subscription and every cancellation. Default false. */
    public boolean verboser() {
        return verboser;
    }

    /**
     * {@code ZMQ_XPUB_MANUAL}: XPUB tells subscriptions and applies none; the application decides with {@code admit}
     * and {@code revoke}. Default false.
     */
    public boolean manual() {
        return manual;
    }

    /**
     * {@code ZMQ_XPUB_MANUAL_LAST_VALUE}: as manual, and the first message sent after a subscription was admitted goes
     * to that subscriber only. Default false.
     */
    public boolean manualLastValue() {
        return manualLastValue;
    }

    /**
     * {@code ZMQ_ONLY_FIRST_SUBSCRIBE}: only the first frame of a message from a subscriber can be a subscription.
     * Otherwise each frame that begins with 0 or 1 is one. Default false.
     */
    public boolean onlyFirstSubscribe() {
        return onlyFirstSubscribe;
    }

    /**
     * {@code ZMQ_XSUB_VERBOSE_UNSUBSCRIBE}: XSUB forwards every cancellation, not only the last of a topic. Default
     * false.
     */
    public boolean verboseUnsubscribe() {
        return verboseUnsubscribe;
    }

    /**
     * {@code ZMQ_XPUB_WELCOME_MSG}: what PUB and XPUB send first on each new connection; the subscriber sees it if it
     * has subscribed to a prefix of it. Default none.
     */
    public Optional<ZmqMessage> welcomeMessage() {
        return welcomeMessage;
    }

    private List<Object> values() {
        return List.of(noDrop, invertMatching, verbose, verboser, manual, manualLastValue, onlyFirstSubscribe,
                verboseUnsubscribe, welcomeMessage);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PubSubOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "PubSubOptions[noDrop=" + noDrop
                + ", invertMatching=" + invertMatching
                + ", verbose=" + verbose
                + ", verboser=" + verboser
                + ", manual=" + manual
                + ", manualLastValue=" + manualLastValue
                + ", onlyFirstSubscribe=" + onlyFirstSubscribe
                + ", verboseUnsubscribe=" + verboseUnsubscribe
                + ", welcomeMessage=" + welcomeMessage + "]";
    }

    /**
     * Builds {@link PubSubOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value outside
     * its range.
     */
    public static final class Builder {

        private boolean noDrop = false;
        private boolean invertMatching = false;
        private boolean verbose = false;
        private boolean verboser = false;
        private boolean manual = false;
        private boolean manualLastValue = false;
        private boolean onlyFirstSubscribe = false;
        private boolean verboseUnsubscribe = false;
        private Optional<ZmqMessage> welcomeMessage = Optional.empty();

        private Builder() {
        }

        private Builder(PubSubOptions options) {
            this.noDrop = options.noDrop;
            this.invertMatching = options.invertMatching;
            this.verbose = options.verbose;
            this.verboser = options.verboser;
            this.manual = options.manual;
            this.manualLastValue = options.manualLastValue;
            this.onlyFirstSubscribe = options.onlyFirstSubscribe;
            this.verboseUnsubscribe = options.verboseUnsubscribe;
            this.welcomeMessage = options.welcomeMessage;
        }

        /** Sets {@link PubSubOptions#noDrop()}. */
        public Builder noDrop(boolean noDrop) {
            this.noDrop = noDrop;
            return this;
        }

        /** Sets {@link PubSubOptions#invertMatching()}. */
        public Builder invertMatching(boolean invertMatching) {
            this.invertMatching = invertMatching;
            return this;
        }

        /** Sets {@link PubSubOptions#verbose()}. */
        public Builder verbose(boolean verbose) {
            this.verbose = verbose;
            return this;
        }

        /** Sets {@link PubSubOptions#verboser()}. */
        public Builder verboser(boolean verboser) {
            this.verboser = verboser;
            return this;
        }

        /** Sets {@link PubSubOptions#manual()}. */
        public Builder manual(boolean manual) {
            this.manual = manual;
            return this;
        }

        /** Sets {@link PubSubOptions#manualLastValue()}. */
        public Builder manualLastValue(boolean manualLastValue) {
            this.manualLastValue = manualLastValue;
            return this;
        }

        /** Sets {@link PubSubOptions#onlyFirstSubscribe()}. */
        public Builder onlyFirstSubscribe(boolean onlyFirstSubscribe) {
            this.onlyFirstSubscribe = onlyFirstSubscribe;
            return this;
        }

        /** Sets {@link PubSubOptions#verboseUnsubscribe()}. */
        public Builder verboseUnsubscribe(boolean verboseUnsubscribe) {
            this.verboseUnsubscribe = verboseUnsubscribe;
            return this;
        }

        /** Sets {@link PubSubOptions#welcomeMessage()}; null for none. */
        public Builder welcomeMessage(@Nullable ZmqMessage message) {
            this.welcomeMessage = Optional.ofNullable(message);
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public PubSubOptions build() {
            return new PubSubOptions(this);
        }
    }
}
