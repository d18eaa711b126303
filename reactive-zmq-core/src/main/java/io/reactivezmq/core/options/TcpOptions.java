package io.reactivezmq.core.options;

import io.reactivezmq.core.endpoint.AddressRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What applies to TCP connections; backlog, connect timeout and buffers, as in libzmq, apply to ipc too. */
public final class TcpOptions {

    private static final TcpOptions DEFAULTS = builder().build();

    private final boolean noDelay;
    private final boolean ipv6;
    private final int backlog;
    private final Duration connectTimeout;
    private final int sendBuffer;
    private final int receiveBuffer;
    private final KeepAliveOptions keepAlive;
    private final Duration maxRetransmission;
    private final int typeOfService;
    private final int priority;
    private final Duration kernelBusyPoll;
    private final String bindToDevice;
    private final boolean cork;
    private final int zeroCopyThreshold;
    private final List<AddressRange> acceptFrom;
    private final Optional<SocksProxy> socksProxy;

    private TcpOptions(Builder builder) {
        this.noDelay = builder.noDelay;
        this.ipv6 = builder.ipv6;
        this.backlog = builder.backlog;
        this.connectTimeout = builder.connectTimeout;
        this.sendBuffer = builder.sendBuffer;
        this.receiveBuffer = builder.receiveBuffer;
        this.keepAlive = builder.keepAlive;
        this.maxRetransmission = builder.maxRetransmission;
        this.typeOfService = builder.typeOfService;
        this.priority = builder.priority;
        this.kernelBusyPoll = builder.kernelBusyPoll;
        this.bindToDevice = builder.bindToDevice;
        this.cork = builder.cork;
        this.zeroCopyThreshold = builder.zeroCopyThreshold;
        this.acceptFrom = builder.acceptFrom;
        this.socksProxy = builder.socksProxy;
    }

    /** The defaults. */
    public static TcpOptions defaults() {
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
    public TcpOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code TCP_NODELAY}: small segments leave at once. Default true, which libzmq has always on. Messages are written in
     * batches anyway, so false costs latency and saves next to nothing.
     */
    public boolean noDelay() {
        return noDelay;
    }

    /**
     * {@code ZMQ_IPV6}: names may resolve to IPv6 addresses, and host {@code *} listens on IPv6 and IPv4. Default false.
     */
    public boolean ipv6() {
        return ipv6;
    }

    /** {@code ZMQ_BACKLOG}: connections that may wait to be accepted; the operating system has a bound too. Default 100. */
    public int backlog() {
        return backlog;
    }

    /** {@code ZMQ_CONNECT_TIMEOUT}: the time for one attempt; zero for that of the operating system. Default 10 s. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** {@code ZMQ_SNDBUF}: the kernel's send buffer in bytes; 0 to leave it to the operating system. Default 0. */
    public int sendBuffer() {
        return sendBuffer;
    }

    /** {@code ZMQ_RCVBUF}: the kernel's receive buffer in bytes; 0 to leave it to the operating system. Default 0. */
    public int receiveBuffer() {
        return receiveBuffer;
    }

    /** Probes of the operating system on a connection that carries nothing. */
    public KeepAliveOptions keepAlive() {
        return keepAlive;
    }

    /**
     * {@code ZMQ_TCP_MAXRT}, {@code TCP_USER_TIMEOUT} on Linux: how long what was sent may stay unacknowledged before
     * the connection ends; zero for that of the operating system. Default zero.
     */
    public Duration maxRetransmission() {
        return maxRetransmission;
    }

    /** {@code ZMQ_TOS}: the DSCP and ECN byte of each packet, such as 0xb8 for expedited forwarding. Default 0. */
    public int typeOfService() {
        return typeOfService;
    }

    /**
     * {@code ZMQ_PRIORITY}, {@code SO_PRIORITY} on Linux: which queue of the network device packets take; above 6
     * needs CAP_NET_ADMIN. Default 0, which leaves it alone.
     */
    public int priority() {
        return priority;
    }

    /**
     * {@code ZMQ_BUSY_POLL}, {@code SO_BUSY_POLL} on Linux: how long the kernel polls the network device for this
     * connection, in microseconds. Not the busy poll of event loops, which the context offers. Default zero: off.
     */
    public Duration kernelBusyPoll() {
        return kernelBusyPoll;
    }

    /**
     * {@code ZMQ_BINDTODEVICE}, {@code SO_BINDTODEVICE} on Linux: the network device that packets have to take, also
     * by name of a VRF; empty for any. May need CAP_NET_RAW. Default empty.
     */
    public String bindToDevice() {
        return bindToDevice;
    }

    /**
     * {@code TCP_CORK} on Linux: only full segments leave, or what has waited for 200 ms. For bulk transfers where
     * nobody waits for the last message. Default false. libzmq has no such option.
     */
    public boolean cork() {
        return cork;
    }

    /**
     * The batch, in bytes, from which io_uring sends without copying; 0 for never. Pays for large messages over a real
     * network, not on loopback, where the kernel copies anyway. Without effect on other I/O. Default 0. libzmq has no
     * such option.
     */
    public int zeroCopyThreshold() {
        return zeroCopyThreshold;
    }

    /**
     * {@code ZMQ_TCP_ACCEPT_FILTER}: addresses whose peers are accepted; empty for all. Who is not among them is
     * disconnected before a byte is read, and an event tells. Default empty.
     */
    public List<AddressRange> acceptFrom() {
        return acceptFrom;
    }

    /**
     * {@code ZMQ_SOCKS_PROXY}: the SOCKS5 proxy through which this socket connects; names are resolved there. Default
     * none.
     */
    public Optional<SocksProxy> socksProxy() {
        return socksProxy;
    }

    private List<Object> values() {
        return List.of(noDelay, ipv6, backlog, connectTimeout, sendBuffer, receiveBuffer, keepAlive,
                maxRetransmission, typeOfService, priority, kernelBusyPoll, bindToDevice, cork, zeroCopyThreshold,
                acceptFrom, socksProxy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TcpOptions that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "TcpOptions[noDelay=" + noDelay + ", ipv6=" + ipv6 + ", backlog=" + backlog
                + ", connectTimeout=" + connectTimeout + ", sendBuffer=" + sendBuffer
                + ", receiveBuffer=" + receiveBuffer
                + ", keepAlive=" + keepAlive
                + ", maxRetransmission=" + maxRetransmission
                + ", typeOfService=" + typeOfService
                + ", priority=" + priority
                + ", kernelBusyPoll=" + kernelBusyPoll
                + ", bindToDevice=" + bindToDevice
                + ", cork=" + cork
                + ", zeroCopyThreshold=" + zeroCopyThreshold
                + ", acceptFrom=" + acceptFrom
                + ", socksProxy=" + socksProxy + "]";
    }

    /**
     * Builds {@link TcpOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a
     * value outside its range.
     */
    public static final class Builder {

        private static final int MAX_BACKLOG = 65535;
        private static final Duration MAX_KERNEL_BUSY_POLL = Duration.ofSeconds(1);
        private static final int MAX_OCTET = 255;

        private boolean noDelay = true;
        private boolean ipv6;
        private int backlog = 100;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private int sendBuffer;
        private int receiveBuffer;
        private KeepAliveOptions keepAlive = KeepAliveOptions.defaults();
        private Duration maxRetransmission = Duration.ZERO;
        private int typeOfService;
        private int priority;
        private Duration kernelBusyPoll = Duration.ZERO;
        private String bindToDevice = "";
        private boolean cork;
        private int zeroCopyThreshold;
        private List<AddressRange> acceptFrom = List.of();
        private Optional<SocksProxy> socksProxy = Optional.empty();

        private Builder() {
        }

        private Builder(TcpOptions options) {
            this.noDelay = options.noDelay;
            this.ipv6 = options.ipv6;
            this.backlog = options.backlog;
            this.connectTimeout = options.connectTimeout;
            this.sendBuffer = options.sendBuffer;
            this.receiveBuffer = options.receiveBuffer;
            this.keepAlive = options.keepAlive;
            this.maxRetransmission = options.maxRetransmission;
            this.typeOfService = options.typeOfService;
            this.priority = options.priority;
            this.kernelBusyPoll = options.kernelBusyPoll;
            this.bindToDevice = options.bindToDevice;
            this.cork = options.cork;
            this.zeroCopyThreshold = options.zeroCopyThreshold;
            this.acceptFrom = options.acceptFrom;
            this.socksProxy = options.socksProxy;
        }

        /** Sets {@link TcpOptions#noDelay()}. */
        public Builder noDelay(boolean noDelay) {
            this.noDelay = noDelay;
            return this;
        }

        /** Sets {@link TcpOptions#ipv6()}. */
        public Builder ipv6(boolean ipv6) {
            this.ipv6 = ipv6;
            return this;
        }

        /** Sets {@link TcpOptions#backlog()}: 1 to 65535 connections. */
        public Builder backlog(int connections) {
            this.backlog = OptionRange.require("tcp.backlog", connections, 1, MAX_BACKLOG);
            return this;
        }

        /** Sets {@link TcpOptions#connectTimeout()}: 0 (the operating system's) to 2147483647 ms. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = OptionRange.require("tcp.connectTimeout", timeout, Duration.ZERO);
            return this;
        }

        /** Sets {@link TcpOptions#sendBuffer()}: 0 (the operating system's) to 2147483647 bytes. */
        public Builder sendBuffer(int bytes) {
            this.sendBuffer = OptionRange.require("tcp.sendBuffer", bytes, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link TcpOptions#receiveBuffer()}: 0 (the operating system's) to 2147483647 bytes. */
        public Builder receiveBuffer(int bytes) {
            this.receiveBuffer = OptionRange.require("tcp.receiveBuffer", bytes, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link TcpOptions#keepAlive()}. */
        public Builder keepAlive(KeepAliveOptions keepAlive) {
            this.keepAlive = keepAlive;
            return this;
        }

        /** Sets {@link TcpOptions#maxRetransmission()}: 0 (the operating system's) to 2147483647 ms. */
        public Builder maxRetransmission(Duration time) {
            this.maxRetransmission = OptionRange.require("tcp.maxRetransmission", time, Duration.ZERO);
            return this;
        }

        /** Sets {@link TcpOptions#typeOfService()}: 0 to 255. */
        public Builder typeOfService(int octet) {
            this.typeOfService = OptionRange.require("tcp.typeOfService", octet, 0, MAX_OCTET);
            return this;
        }

        /** Sets {@link TcpOptions#priority()}: 0 to 2147483647. */
        public Builder priority(int priority) {
            this.priority = OptionRange.require("tcp.priority", priority, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link TcpOptions#kernelBusyPoll()}: 0 to 1 s. */
        public Builder kernelBusyPoll(Duration time) {
            this.kernelBusyPoll = OptionRange.require("tcp.kernelBusyPoll", time, Duration.ZERO, MAX_KERNEL_BUSY_POLL);
            return this;
        }

        /** Sets {@link TcpOptions#bindToDevice()}: up to 15 bytes of ASCII. */
        public Builder bindToDevice(String device) {
            this.bindToDevice = OptionRange.requireDevice("tcp.bindToDevice", device);
            return this;
        }

        /** Sets {@link TcpOptions#cork()}. */
        public Builder cork(boolean cork) {
            this.cork = cork;
            return this;
        }

        /** Sets {@link TcpOptions#zeroCopyThreshold()}: 0 (never) to 2147483647 bytes. */
        public Builder zeroCopyThreshold(int bytes) {
            this.zeroCopyThreshold = OptionRange.require("tcp.zeroCopyThreshold", bytes, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets {@link TcpOptions#acceptFrom()}. */
        public Builder acceptFrom(List<AddressRange> ranges) {
            this.acceptFrom = List.copyOf(ranges);
            return this;
        }

        /** Sets {@link TcpOptions#socksProxy()}; null for none. */
        public Builder socksProxy(@Nullable SocksProxy proxy) {
            this.socksProxy = Optional.ofNullable(proxy);
            return this;
        }

        /** Changes {@link TcpOptions#keepAlive()}. */
        public Builder keepAlive(Consumer<KeepAliveOptions.Builder> changes) {
            return keepAlive(keepAlive.mutate(changes));
        }

        /** As {@link #acceptFrom(List)}, each such as {@code 10.0.0.0/8}, {@code ::1} or {@code fe80::/10}. */
        public Builder acceptFrom(String... ranges) {
            return acceptFrom(Arrays.stream(ranges).map(AddressRange::parse).toList());
        }

        /** The options with these values. The builder may be used further. */
        public TcpOptions build() {
            return new TcpOptions(this);
        }
    }
}
