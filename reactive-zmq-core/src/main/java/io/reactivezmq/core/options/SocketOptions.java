package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.security.Security;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set on a socket, in groups. Immutable: a socket keeps the value it was created with.
 *
 * <pre>{@code
 * SocketOptions options = SocketOptions.builder()
 *         .queues(queues -> queues.sendHighWaterMark(10))
 *         .linger(Duration.ZERO)
 *         .build();
 * SocketOptions patient = options.mutate(changes -> changes.linger(Duration.ofSeconds(5)));
 * }</pre>
 */
public final class SocketOptions {

    private static final SocketOptions DEFAULTS = builder().build();

    private final QueueOptions queues;
    private final LimitOptions limits;
    private final ReconnectPolicy reconnect;
    private final TcpOptions tcp;
    private final IpcOptions ipc;
    private final RoutingOptions routing;
    private final RequestOptions request;
    private final PubSubOptions pubSub;
    private final HeartbeatOptions heartbeat;
    private final ProtocolOptions protocol;
    private final SecurityOptions security;
    private final Duration linger;
    private final Duration handshakeTimeout;
    private final boolean immediate;
    private final byte[] routingId;
    private final String name;

    private SocketOptions(Builder builder) {
        this.queues = builder.queues;
        this.limits = builder.limits;
        this.reconnect = builder.reconnect;
        this.tcp = builder.tcp;
        this.ipc = builder.ipc;
        this.routing = builder.routing;
        this.request = builder.request;
        this.pubSub = builder.pubSub;
        this.heartbeat = builder.heartbeat;
        this.protocol = builder.protocol;
        this.security = builder.security;
        this.linger = builder.linger;
        this.handshakeTimeout = builder.handshakeTimeout;
        this.immediate = builder.immediate;
        this.routingId = builder.routingId;
        this.name = builder.name;
    }

    /** The defaults. */
    public static SocketOptions defaults() {
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
    public SocketOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /** How much may wait, and in which portions it is written. */
    public QueueOptions queues() {
        return queues;
    }

    /** What a peer may ask of this socket. */
    public LimitOptions limits() {
        return limits;
    }

    /** Whether and when a connecting socket tries again. */
    public ReconnectPolicy reconnect() {
        return reconnect;
    }

    /** What applies to TCP connections; some of it also to ipc. */
    public TcpOptions tcp() {
        return tcp;
    }

    /** Who may connect over ipc. */
    public IpcOptions ipc() {
        return ipc;
    }

    /** How ROUTER treats its peers, and what is announced to one. */
    public RoutingOptions routing() {
        return routing;
    }

    /** The lock-step of REQ. */
    public RequestOptions request() {
        return request;
    }

    /** Fine points of PUB, SUB, XPUB and XSUB. */
    public PubSubOptions pubSub() {
        return pubSub;
    }

    /** Whether and how silent peers are noticed. */
    public HeartbeatOptions heartbeat() {
        return heartbeat;
    }

    /** Which versions of ZMTP are served, and what a peer is told about this socket. */
    public ProtocolOptions protocol() {
        return protocol;
    }

    /** How peers prove who they are, and who decides about them. */
    public SecurityOptions security() {
        return security;
    }

    /**
     * {@code ZMQ_LINGER}: how long what is queued may still be sent after close, unbind or disconnect; zero discards it at
     * once. Default 1 s. libzmq's default, for ever, is not offered: it makes programs hang at their end.
     */
    public Duration linger() {
        return linger;
    }

    /**
     * {@code ZMQ_HANDSHAKE_IVL}: the time from an open transport to a peer that is ready, in total. Default 30 s. libzmq's
     * 0, no limit, is not offered: a peer that sends nothing would be kept for ever.
     */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /**
     * {@code ZMQ_ROUTING_ID}: the name under which a ROUTER peer knows this socket, a copy; empty to let the peer choose.
     * Default empty. Sent by REQ, DEALER and ROUTER sockets.
     */
    public byte[] routingId() {
        return routingId.clone();
    }

    /**
     * {@code ZMQ_IMMEDIATE}: messages are only queued for peers that are connected; what a lost connection leaves
     * queued is lost and counted. Default false: a message may wait in the queue of an endpoint that is yet to answer.
     */
    public boolean immediate() {
        return immediate;
    }

    /**
     * What this socket is called in metrics, where sockets of the same type and name count together; empty for no name. Default
     * empty. No peer learns it.
     */
    public String name() {
        return name;
    }

    private List<Object> values() {
        return List.of(queues, limits, reconnect, tcp, ipc, routing, request, pubSub, heartbeat, protocol, security,
                linger, handshakeTimeout, immediate, name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SocketOptions that && values().equals(that.values())
                && Arrays.equals(routingId, that.routingId);
    }

    @Override
    public int hashCode() {
        return 31 * values().hashCode() + Arrays.hashCode(routingId);
    }

    /** All values; of the routing id only its size. */
    @Override
    public String toString() {
        return "SocketOptions[" + queues + ", " + limits + ", " + reconnect + ", " + tcp + ", " + ipc + ", " + routing
                + ", " + request + ", " + pubSub + ", " + heartbeat + ", " + protocol + ", " + security + ", linger=" + linger
                + ", handshakeTimeout=" + handshakeTimeout
                + ", immediate=" + immediate + ", routingId=" + routingId.length + " bytes, name=" + name + "]";
    }

    /**
     * Builds {@link SocketOptions}. Each setter raises {@link ZmqOptionException} (EINVAL) for a value outside its range.
     */
    public static final class Builder {

        private static final int MAX_ROUTING_ID = 255;
        private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9._-]{0,64}");

        private QueueOptions queues = QueueOptions.defaults();
        private LimitOptions limits = LimitOptions.defaults();
        private ReconnectPolicy reconnect = ReconnectPolicy.defaults();
        private TcpOptions tcp = TcpOptions.defaults();
        private IpcOptions ipc = IpcOptions.defaults();
        private RoutingOptions routing = RoutingOptions.defaults();
        private RequestOptions request = RequestOptions.defaults();
        private PubSubOptions pubSub = PubSubOptions.defaults();
        private HeartbeatOptions heartbeat = HeartbeatOptions.defaults();
        private ProtocolOptions protocol = ProtocolOptions.defaults();
        private SecurityOptions security = SecurityOptions.defaults();
        private Duration linger = Duration.ofSeconds(1);
        private Duration handshakeTimeout = Duration.ofSeconds(30);
        private boolean immediate;
        private byte[] routingId = new byte[0];
        private String name = "";

        private Builder() {
        }

        private Builder(SocketOptions options) {
            this.queues = options.queues;
            this.limits = options.limits;
            this.reconnect = options.reconnect;
            this.tcp = options.tcp;
            this.ipc = options.ipc;
            this.routing = options.routing;
            this.request = options.request;
            this.pubSub = options.pubSub;
            this.heartbeat = options.heartbeat;
            this.protocol = options.protocol;
            this.security = options.security;
            this.linger = options.linger;
            this.handshakeTimeout = options.handshakeTimeout;
            this.immediate = options.immediate;
            this.routingId = options.routingId;
            this.name = options.name;
        }

        /** Sets {@link SocketOptions#queues()}. */
        public Builder queues(QueueOptions queues) {
            this.queues = queues;
            return this;
        }

        /** Changes {@link SocketOptions#queues()}. */
        public Builder queues(Consumer<QueueOptions.Builder> changes) {
            return queues(queues.mutate(changes));
        }

        /** Sets {@link SocketOptions#limits()}. */
        public Builder limits(LimitOptions limits) {
            this.limits = limits;
            return this;
        }

        /** Changes {@link SocketOptions#limits()}. */
        public Builder limits(Consumer<LimitOptions.Builder> changes) {
            return limits(limits.mutate(changes));
        }

        /** Sets {@link SocketOptions#reconnect()}. */
        public Builder reconnect(ReconnectPolicy reconnect) {
            this.reconnect = reconnect;
            return this;
        }

        /** Changes {@link SocketOptions#reconnect()}. */
        public Builder reconnect(Consumer<ReconnectPolicy.Builder> changes) {
            return reconnect(reconnect.mutate(changes));
        }

        /** Sets {@link SocketOptions#tcp()}. */
        public Builder tcp(TcpOptions tcp) {
            this.tcp = tcp;
            return this;
        }

        /** Changes {@link SocketOptions#tcp()}. */
        public Builder tcp(Consumer<TcpOptions.Builder> changes) {
            return tcp(tcp.mutate(changes));
        }

        /** Sets {@link SocketOptions#ipc()}. */
        public Builder ipc(IpcOptions ipc) {
            this.ipc = ipc;
            return this;
        }

        /** Changes {@link SocketOptions#ipc()}. */
        public Builder ipc(Consumer<IpcOptions.Builder> changes) {
            return ipc(ipc.mutate(changes));
        }

        /** Sets {@link SocketOptions#routing()}. */
        public Builder routing(RoutingOptions routing) {
            this.routing = routing;
            return this;
        }

        /** Changes {@link SocketOptions#routing()}. */
        public Builder routing(Consumer<RoutingOptions.Builder> changes) {
            return routing(routing.mutate(changes));
        }

        /** Sets {@link SocketOptions#request()}. */
        public Builder request(RequestOptions request) {
            this.request = request;
            return this;
        }

        /** Changes {@link SocketOptions#request()}. */
        public Builder request(Consumer<RequestOptions.Builder> changes) {
            return request(request.mutate(changes));
        }

        /** Sets {@link SocketOptions#pubSub()}. */
        public Builder pubSub(PubSubOptions pubSub) {
            this.pubSub = pubSub;
            return this;
        }

        /** Changes {@link SocketOptions#pubSub()}. */
        public Builder pubSub(Consumer<PubSubOptions.Builder> changes) {
            return pubSub(pubSub.mutate(changes));
        }

        /** Sets {@link SocketOptions#heartbeat()}. */
        public Builder heartbeat(HeartbeatOptions heartbeat) {
            this.heartbeat = heartbeat;
            return this;
        }

        /** Changes {@link SocketOptions#heartbeat()}. */
        public Builder heartbeat(Consumer<HeartbeatOptions.Builder> changes) {
            return heartbeat(heartbeat.mutate(changes));
        }

        /** Sets {@link SocketOptions#protocol()}. */
        public Builder protocol(ProtocolOptions protocol) {
            this.protocol = protocol;
            return this;
        }

        /** Changes {@link SocketOptions#protocol()}. */
        public Builder protocol(Consumer<ProtocolOptions.Builder> changes) {
            return protocol(protocol.mutate(changes));
        }

        /** Sets {@link SocketOptions#security()}. */
        public Builder security(SecurityOptions security) {
            this.security = security;
            return this;
        }

        /** Changes {@link SocketOptions#security()}. */
        public Builder security(Consumer<SecurityOptions.Builder> changes) {
            return security(security.mutate(changes));
        }

        /** Sets {@link SecurityOptions#mechanism()} and leaves the rest of {@link SocketOptions#security()}. */
        public Builder security(Security mechanism) {
            return security(changes -> changes.mechanism(mechanism));
        }

        /** Sets {@link SocketOptions#linger()}: 0 (discard at once) to 2147483647 ms. */
        public Builder linger(Duration linger) {
            this.linger = OptionRange.require("linger", linger, Duration.ZERO);
            return this;
        }

        /** Sets {@link SocketOptions#handshakeTimeout()}: 1 to 2147483647 ms. */
        public Builder handshakeTimeout(Duration timeout) {
            this.handshakeTimeout = OptionRange.require("handshakeTimeout", timeout, OptionRange.ONE_MILLISECOND);
            return this;
        }

        /**
         * Sets {@link SocketOptions#routingId()}: 0 to 255 bytes, the first of them not 0, which marks the ids that a
         * ROUTER makes up. The array is copied.
         */
        public Builder routingId(byte[] routingId) {
            if (routingId.length > MAX_ROUTING_ID) {
                throw illegalRoutingId(routingId.length + " bytes long");
            }
            if (routingId.length > 0 && routingId[0] == 0) {
                throw illegalRoutingId("an id with first byte 0");
            }
            this.routingId = routingId.clone();
            return this;
        }

        /** Sets {@link SocketOptions#routingId()} to the UTF-8 bytes of this text. */
        public Builder routingId(String routingId) {
            return routingId(routingId.getBytes(StandardCharsets.UTF_8));
        }

        private static ZmqOptionException illegalRoutingId(String value) {
            return new ZmqOptionException(
                    "routingId", value, "0 to " + MAX_ROUTING_ID + " bytes with a first byte other than 0");
        }

        /** Sets {@link SocketOptions#immediate()}. */
        public Builder immediate(boolean immediate) {
            this.immediate = immediate;
            return this;
        }

        /**
         * Sets {@link SocketOptions#name()}: 0 to 64 letters, digits and characters of {@code . _ -}. Choose it from a small set:
         * each name is a time series of its own in a metrics system.
         */
        public Builder name(String name) {
            if (!LEGAL_NAME.matcher(name).matches()) {
                throw new ZmqOptionException(
                        "name", "\"" + name + "\"", "0 to 64 letters, digits and characters of \"._-\"");
            }
            this.name = name;
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public SocketOptions build() {
            return new SocketOptions(this);
        }
    }
}
