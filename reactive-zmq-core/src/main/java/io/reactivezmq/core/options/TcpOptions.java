package io.reactivezmq.core.options;

import java.time.Duration;
import java.util.List;
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

    private TcpOptions(Builder builder) {
        this.noDelay = builder.noDelay;
        this.ipv6 = builder.ipv6;
        this.backlog = builder.backlog;
        this.connectTimeout = builder.connectTimeout;
        this.sendBuffer = builder.sendBuffer;
        this.receiveBuffer = builder.receiveBuffer;
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

    private List<Object> values() {
        return List.of(noDelay, ipv6, backlog, connectTimeout, sendBuffer, receiveBuffer);
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
                + ", receiveBuffer=" + receiveBuffer + "]";
    }

    /**
     * Builds {@link TcpOptions}. Each setter raises {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL) for a
     * value outside its range.
     */
    public static final class Builder {

        private static final int MAX_BACKLOG = 65535;

        private boolean noDelay = true;
        private boolean ipv6;
        private int backlog = 100;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private int sendBuffer;
        private int receiveBuffer;

        private Builder() {
        }

        private Builder(TcpOptions options) {
            this.noDelay = options.noDelay;
            this.ipv6 = options.ipv6;
            this.backlog = options.backlog;
            this.connectTimeout = options.connectTimeout;
            this.sendBuffer = options.sendBuffer;
            this.receiveBuffer = options.receiveBuffer;
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

        /** The options with these values. The builder may be used further. */
        public TcpOptions build() {
            return new TcpOptions(this);
        }
    }
}
