package io.reactivezmq.core.options;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a ROUTER treats its peers, and what the types that talk to one announce.
 */
public final class RoutingOptions {

    private static final RoutingOptions DEFAULTS = builder().build();

    private final boolean mandatory;
    private final Handover handover;
    private final boolean probe;
    private final boolean notifyConnect;
    private final boolean notifyDisconnect;
    private final boolean streamNotify;
    private final Optional<ZmqMessage> helloMessage;
    private final Optional<ZmqMessage> disconnectMessage;
    private final Optional<ZmqMessage> hiccupMessage;

    private RoutingOptions(Builder builder) {
        this.mandatory = builder.mandatory;
        this.handover = builder.handover;
        this.probe = builder.probe;
        this.notifyConnect = builder.notifyConnect;
        this.notifyDisconnect = builder.notifyDisconnect;
        this.streamNotify = builder.streamNotify;
        this.helloMessage = builder.helloMessage;
        this.disconnectMessage = builder.disconnectMessage;
        this.hiccupMessage = builder.hiccupMessage;
    }

    /** The defaults. */
    public static RoutingOptions defaults() {
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
    public RoutingOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code ZMQ_ROUTER_MANDATORY}: a message to a routing id that no peer has is an error of the call that sends it,
     * and one to a peer at its high-water mark waits. Otherwise both are dropped and counted, as they are by
     * {@code reply(..)} of a REP in any case. Default false.
     */
    public boolean mandatory() {
        return mandatory;
    }

    /** {@code ZMQ_ROUTER_HANDOVER}: who has a routing id that a second peer announces. Default {@link Handover#REFUSE}. */
    public Handover handover() {
        return handover;
    }

    /**
     * {@code ZMQ_PROBE_ROUTER}: sends an empty message on each new connection, so that a ROUTER learns of this socket
     * before it has something to say. For REQ, DEALER and ROUTER. Default false.
     */
    public boolean probe() {
        return probe;
    }

    /**
     * {@code ZMQ_ROUTER_NOTIFY}, bit 1: {@code receive()} of a ROUTER gets the routing id and an empty frame when a
     * peer has connected. Refused for a REP, whose service would be asked to answer it. Default false.
     */
    public boolean notifyConnect() {
        return notifyConnect;
    }

    /** {@code ZMQ_ROUTER_NOTIFY}, bit 2: the same when a peer has gone. Default false. */
    public boolean notifyDisconnect() {
        return notifyDisconnect;
    }

    /** {@code ZMQ_HELLO_MSG}: what DEALER and ROUTER send first on each new connection. Default none. */
    public Optional<ZmqMessage> helloMessage() {
        return helloMessage;
    }

    /**
     * {@code ZMQ_DISCONNECT_MSG}: what a ROUTER receives as the last message of a peer that it had accepted and that
     * has gone. Default none.
     */
    public Optional<ZmqMessage> disconnectMessage() {
        return disconnectMessage;
    }

    /** {@code ZMQ_HICCUP_MSG}: what a DEALER receives when a connection that it had made is lost. Default none. */
    public Optional<ZmqMessage> hiccupMessage() {
        return hiccupMessage;
    }

    /**
     * {@code ZMQ_STREAM_NOTIFY}: {@code receive()} of a STREAM socket gets the routing id and an empty frame when a
     * peer has connected and when it has gone. Default true.
     */
    public boolean streamNotify() {
        return streamNotify;
    }

    private List<Object> values() {
        return List.of(mandatory, handover, probe, notifyConnect, notifyDisconnect, streamNotify, helloMessage,
                disconnectMessage, hiccupMessage);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutingOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "RoutingOptions[mandatory=" + mandatory
                + ", handover=" + handover
                + ", probe=" + probe
                + ", notifyConnect=" + notifyConnect
                + ", notifyDisconnect=" + notifyDisconnect
                + ", streamNotify=" + streamNotify
                + ", helloMessage=" + helloMessage
                + ", disconnectMessage=" + disconnectMessage
                + ", hiccupMessage=" + hiccupMessage + "]";
    }

    /**
     * Builds {@link RoutingOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a value outside
     * its range.
     */
    public static final class Builder {

        private boolean mandatory = false;
        private Handover handover = Handover.REFUSE;
        private boolean probe = false;
        private boolean notifyConnect = false;
        private boolean notifyDisconnect = false;
        private boolean streamNotify = true;
        private Optional<ZmqMessage> helloMessage = Optional.empty();
        private Optional<ZmqMessage> disconnectMessage = Optional.empty();
        private Optional<ZmqMessage> hiccupMessage = Optional.empty();

        private Builder() {
        }

        private Builder(RoutingOptions options) {
            this.mandatory = options.mandatory;
            this.handover = options.handover;
            this.probe = options.probe;
            this.notifyConnect = options.notifyConnect;
            this.notifyDisconnect = options.notifyDisconnect;
            this.streamNotify = options.streamNotify;
            this.helloMessage = options.helloMessage;
            this.disconnectMessage = options.disconnectMessage;
            this.hiccupMessage = options.hiccupMessage;
        }

        /** Sets {@link RoutingOptions#mandatory()}. */
        public Builder mandatory(boolean mandatory) {
            this.mandatory = mandatory;
            return this;
        }

        /** Sets {@link RoutingOptions#handover()}. */
        public Builder handover(Handover handover) {
            this.handover = Objects.requireNonNull(handover, "handover");
            return this;
        }

        /** Sets {@link RoutingOptions#probe()}. */
        public Builder probe(boolean probe) {
            this.probe = probe;
            return this;
        }

        /** Sets {@link RoutingOptions#notifyConnect()}. */
        public Builder notifyConnect(boolean notifyConnect) {
            this.notifyConnect = notifyConnect;
            return this;
        }

        /** Sets {@link RoutingOptions#notifyDisconnect()}. */
        public Builder notifyDisconnect(boolean notifyDisconnect) {
            this.notifyDisconnect = notifyDisconnect;
            return this;
        }

        /** Sets {@link RoutingOptions#helloMessage()}; null for none. */
        public Builder helloMessage(@Nullable ZmqMessage message) {
            this.helloMessage = Optional.ofNullable(message);
            return this;
        }

        /** Sets {@link RoutingOptions#disconnectMessage()}; null for none. */
        public Builder disconnectMessage(@Nullable ZmqMessage message) {
            this.disconnectMessage = Optional.ofNullable(message);
            return this;
        }

        /** Sets {@link RoutingOptions#hiccupMessage()}; null for none. */
        public Builder hiccupMessage(@Nullable ZmqMessage message) {
            this.hiccupMessage = Optional.ofNullable(message);
            return this;
        }

        /** Sets {@link RoutingOptions#streamNotify()}. */
        public Builder streamNotify(boolean streamNotify) {
            this.streamNotify = streamNotify;
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public RoutingOptions build() {
            return new RoutingOptions(this);
        }
    }
}
