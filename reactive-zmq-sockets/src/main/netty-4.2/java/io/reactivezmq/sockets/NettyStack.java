package io.reactivezmq.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import io.netty.channel.unix.ServerDomainSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.reactivezmq.sockets.transport.KernelOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between Netty 4.2, this version, and Netty 4.1, whose version of this class lies beside it: the
 * io_uring transport, how event loops are made, and the busy poll.
 */
final class NettyStack {

    private static final Map<IoTransport, Map<Class<? extends Channel>, Class<? extends Channel>>> CHANNELS = Map.of(
            IoTransport.IO_URING, Map.of(SocketChannel.class, IoUringSocketChannel.class,
                    ServerSocketChannel.class, IoUringServerSocketChannel.class,
                    DatagramChannel.class, IoUringDatagramChannel.class,
                    DomainSocketChannel.class, IoUringDomainSocketChannel.class,
                    ServerDomainSocketChannel.class, IoUringServerDomainSocketChannel.class),
            IoTransport.EPOLL, Map.of(SocketChannel.class, EpollSocketChannel.class,
                    ServerSocketChannel.class, EpollServerSocketChannel.class,
                    DatagramChannel.class, EpollDatagramChannel.class,
                    DomainSocketChannel.class, EpollDomainSocketChannel.class,
                    ServerDomainSocketChannel.class, EpollServerDomainSocketChannel.class),
            IoTransport.KQUEUE, Map.of(SocketChannel.class, KQueueSocketChannel.class,
                    ServerSocketChannel.class, KQueueServerSocketChannel.class,
                    DatagramChannel.class, KQueueDatagramChannel.class,
                    DomainSocketChannel.class, KQueueDomainSocketChannel.class,
                    ServerDomainSocketChannel.class, KQueueServerDomainSocketChannel.class),
            IoTransport.NIO, Map.of(SocketChannel.class, NioSocketChannel.class,
                    ServerSocketChannel.class, NioServerSocketChannel.class,
                    DatagramChannel.class, NioDatagramChannel.class,
                    DomainSocketChannel.class, NioDomainSocketChannel.class,
                    ServerDomainSocketChannel.class, NioServerDomainSocketChannel.class));

    static final boolean BUSY_POLL_SUPPORTED = true;

    private NettyStack() {
    }

    static boolean isAvailable(IoTransport io) {
        return switch (io) {
            case IO_URING -> IoUring.isAvailable();
            case EPOLL -> Epoll.isAvailable();
            case KQUEUE -> KQueue.isAvailable();
            case NIO, AUTO -> true;
        };
    }

    static Map<Class<? extends Channel>, Class<? extends Channel>> channels(IoTransport io) {
        return CHANNELS.getOrDefault(io, Map.of());
    }

    /** Who is at the other end of a Unix domain socket (SO_PEERCRED); null on NIO, which does not tell. */
    static @Nullable PeerCredentials peerCredentials(Channel channel) throws IOException {
        if (channel instanceof IoUringDomainSocketChannel uring) {
            return uring.peerCredentials();
        }
        if (channel instanceof EpollDomainSocketChannel epoll) {
            return epoll.peerCredentials();
        }
        return channel instanceof KQueueDomainSocketChannel kqueue ? kqueue.peerCredentials() : null;
    }

    /** How channels set the options that Netty has no common name for. */
    static KernelOptions kernelOptions(IoTransport io) {
        return switch (io) {
            case EPOLL, IO_URING -> KernelOptions.NATIVE;
            case NIO -> KernelOptions.JDK;
            case KQUEUE, AUTO -> KernelOptions.NONE;
        };
    }

    /** Nothing: these channels need no help. */
    static void prepare(Channel channel) {
    }

    /** The option for sending without a copy, where there is one. */
    static @Nullable ChannelOption<Integer> zeroCopyThreshold(IoTransport io) {
        return io == IoTransport.IO_URING ? IoUringChannelOption.IO_URING_WRITE_ZERO_COPY_THRESHOLD : null;
    }

    static EventLoopGroup newGroup(IoTransport io, int threads, ThreadFactory threadFactory, Duration busyPoll) {
        IoHandlerFactory factory = switch (io) {
            case IO_URING -> guarded(IoUringIoHandler.newFactory());
            case EPOLL -> EpollIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case AUTO -> throw new IllegalArgumentException("AUTO is resolved before loops are made");
        };
        if (!busyPoll.isZero()) {
            IoHandlerFactory blocking = factory;
            factory = executor -> new BusyPollIoHandler(blocking.newHandler(executor), busyPoll.toNanos());
        }
        return new MultiThreadIoEventLoopGroup(threads, threadFactory, factory);
    }

    private static IoHandlerFactory guarded(IoHandlerFactory ring) {
        return executor -> new GuardedRing(ring.newHandler(executor));
    }
}
