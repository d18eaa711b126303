package io.reactivezmq.sockets;

import io.reactivezmq.core.SocketMetrics;
import io.reactivezmq.core.error.ZmqDependencyException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.micrometer.MicrometerMetrics;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link ZmqContext}. */
public final class ZmqContextBuilder {

    private static final Duration MAX_BUSY_POLL = Duration.ofMillis(100);
    private static final int MAX_THREADS = 1024;

    private IoTransport io = IoTransport.AUTO;
    private int ioThreads = Runtime.getRuntime().availableProcessors();
    private Duration busyPoll = Duration.ZERO;
    private SocketOptions options = SocketOptions.defaults();
    private @Nullable SocketMetrics metrics;

    ZmqContextBuilder() {
    }

    /**
     * How the event loops do their I/O; default {@link IoTransport#AUTO}. One that is named and does not work here makes
     * {@link #build()} fail with {@link UnsupportedOperationException}. On the module path the native library of io_uring or
     * epoll is a module of the platform's that has to be added, such as
     * {@code --add-modules io.netty.transport.io_uring.linux.x86_64}.
     */
    public ZmqContextBuilder io(IoTransport transport) {
        this.io = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /** The number of event loops, 1 to 1024 (ZMQ_IO_THREADS); default: one for each processor. */
    public ZmqContextBuilder ioThreads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new ZmqOptionException("ioThreads", Integer.toString(threads), "1 to " + MAX_THREADS);
        }
        this.ioThreads = threads;
        return this;
    }

    /**
     * For how long an event loop polls without blocking before it lets the kernel put it to sleep; default 0, never. Waking a
     * thread costs most of a round trip, so 50 microseconds shorten it to a fraction; the price is a processor that is busy
     * while messages keep coming. At most 100 ms. Needs Netty 4.2.
     */
    public ZmqContextBuilder busyPoll(Duration budget) {
        if (budget.isNegative() || budget.compareTo(MAX_BUSY_POLL) > 0) {
            throw new ZmqOptionException("busyPoll", budget.toString(), "0 to " + MAX_BUSY_POLL);
        }
        this.busyPoll = budget;
        return this;
    }

    /** The options of sockets that are opened without options of their own. */
    public ZmqContextBuilder options(SocketOptions defaults) {
        this.options = Objects.requireNonNull(defaults, "defaults");
        return this;
    }

    /**
     * Shows the numbers of all sockets of the context as Micrometer meters of the global registry; default: no meters. For another
     * registry see {@link #metrics(SocketMetrics)}.
     *
     * @throws ZmqDependencyException if {@code io.micrometer:micrometer-core} is not on the class path, or is not
     *     required on the module path
     */
    public ZmqContextBuilder metrics() {
        try {
            return metrics(MicrometerMetrics.global());
        } catch (NoClassDefFoundError missing) {
            throw new ZmqDependencyException("ZmqContext.builder().metrics()", "io.micrometer:micrometer-core", missing);
        }
    }

    /**
     * Shows the numbers of all sockets of the context so, with {@link MicrometerMetrics#of} as meters of a Micrometer registry;
     * default: nowhere.
     */
    public ZmqContextBuilder metrics(SocketMetrics metrics) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        return this;
    }

    public ZmqContext build() {
        if (!busyPoll.isZero() && !NettyStack.BUSY_POLL_SUPPORTED) {
            throw new UnsupportedOperationException("busyPoll needs Netty 4.2; this application runs on Netty 4.1");
        }
        return new ZmqContext(new ContextResources(IoLoops.create(io, ioThreads, busyPoll)), options, metrics);
    }
}
