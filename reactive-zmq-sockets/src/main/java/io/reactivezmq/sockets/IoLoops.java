package io.reactivezmq.sockets;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.ServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.sockets.transport.UnixSockets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;
import reactor.util.Logger;
import reactor.util.Loggers;

/** The event loops of one context, for servers and clients alike, with the I/O that was asked for or works here. */
final class IoLoops implements LoopResources {

    private static final Logger LOG = Loggers.getLogger(ZmqContext.class);
    /** The JDK leaves a byte more than the kernel needs. */
    private static final int MAX_PATH_ON_NIO = IpcEndpoint.MAX_PATH_BYTES - 1;
    private static final List<IoTransport> PREFERENCE =
            List.of(IoTransport.IO_URING, IoTransport.EPOLL, IoTransport.KQUEUE, IoTransport.NIO);

    private final IoTransport io;
    private final int threads;
    private final EventLoopGroup group;
    /** Made when ipc is used for the first time, where the loops of this context cannot do it. */
    private @Nullable IoLoops ipcOnly;

    private IoLoops(IoTransport io, int threads, EventLoopGroup group) {
        this.io = io;
        this.threads = threads;
        this.group = group;
    }

    static IoLoops create(IoTransport wanted, int threads, Duration busyPoll) {
        return create(wanted, threads, NettyStack::isAvailable,
                io -> NettyStack.newGroup(io, threads, new LoopThreads(), busyPoll));
    }

    /** @param groups makes the loops; may throw although the I/O says that it is available, as limits are met only then */
    static IoLoops create(IoTransport wanted, int threads, Predicate<IoTransport> available,
            Function<IoTransport, EventLoopGroup> groups) {
        IoLoops made = wanted == IoTransport.AUTO ? best(threads, available, groups) : only(wanted, threads, available, groups);
        LOG.info("event loops run on {} ({} was asked for), {} thread(s)", made.io, wanted, threads);
        return made;
    }

    private static IoLoops only(IoTransport wanted, int threads, Predicate<IoTransport> available,
            Function<IoTransport, EventLoopGroup> groups) {
        if (!available.test(wanted)) {
            throw new UnsupportedOperationException(wanted + " is not available here: the platform, the kernel or a"
                    + " seccomp profile does not offer it, or its native library is missing; use IoTransport.AUTO");
        }
        return new IoLoops(wanted, threads, groups.apply(wanted));
    }

    private static IoLoops best(int threads, Predicate<IoTransport> available,
            Function<IoTransport, EventLoopGroup> groups) {
        for (IoTransport io : PREFERENCE) {
            if (available.test(io)) {
                try {
                    return new IoLoops(io, threads, groups.apply(io));
                } catch (RuntimeException | LinkageError refused) {
                    LOG.warn("event loops cannot run on {}, the next best is tried: locked memory, open files or a seccomp"
                            + " profile may be the limit", io, refused);
                }
            }
        }
        return new IoLoops(IoTransport.NIO, threads, groups.apply(IoTransport.NIO));
    }

    IoTransport io() {
        return io;
    }

    /** The next loop in turn. */
    EventLoop next() {
        return group.next().next();
    }

    /** The loops for ipc: these, unless their I/O has no Unix domain sockets, as the io_uring of Netty 4.1. */
    synchronized IoLoops forIpc() {
        if (NettyStack.channels(io).containsKey(ServerDomainSocketChannel.class)) {
            return this;
        }
        if (ipcOnly == null) {
            IoTransport other = NettyStack.isAvailable(IoTransport.EPOLL) ? IoTransport.EPOLL : IoTransport.NIO;
            LOG.info("event loops for ipc run on {}: {} has no Unix domain sockets here", other, io);
            ipcOnly = new IoLoops(other, threads, NettyStack.newGroup(other, threads, new LoopThreads(), Duration.ZERO));
        }
        return ipcOnly;
    }

    /** What these loops offer for ipc. */
    UnixSockets unixSockets() {
        boolean nio = io == IoTransport.NIO;
        return new UnixSockets(this, io == IoTransport.EPOLL || io == IoTransport.IO_URING,
                nio ? MAX_PATH_ON_NIO : IpcEndpoint.MAX_PATH_BYTES, nio ? null : NettyStack::peerCredentials);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return group;
    }

    @Override
    @SuppressWarnings("unchecked") // NIO's Unix domain channels share no type with the native ones; callers want a Channel
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup ignored) {
        return (Class<? extends C>) Objects.requireNonNull(
                NettyStack.channels(io).get(channelType), () -> "no channel for " + channelType);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup anyGroup) {
        try {
            return onChannelClass(channelType, anyGroup).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a channel for " + channelType, e);
        }
    }

    @Override
    public boolean daemon() {
        return true;
    }

    @Override
    public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
        Mono<Void> own = Mono.create(sink -> group
                .shutdownGracefully(quietPeriod.toNanos(), timeout.toNanos(), TimeUnit.NANOSECONDS)
                .addListener(future -> sink.success()));
        IoLoops others = ipcLoops();
        return others == null ? own : own.and(others.disposeLater(quietPeriod, timeout));
    }

    private synchronized @Nullable IoLoops ipcLoops() {
        return ipcOnly;
    }

    /** Loops whose threads Reactor knows as non-blocking, so that a blocking call on one of them fails instead of stalling peers. */
    private static final class LoopThreads extends DefaultThreadFactory {

        LoopThreads() {
            super("reactive-zmq", true);
        }

        @Override
        protected Thread newThread(Runnable task, String name) {
            return new LoopThread(threadGroup, task, name);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {

        LoopThread(ThreadGroup group, Runnable task, String name) {
            super(group, task, name);
        }
    }
}
