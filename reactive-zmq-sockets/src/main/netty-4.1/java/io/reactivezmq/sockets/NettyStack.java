package io.reactivezmq.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueEventLoopGroup;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
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
import io.netty.incubator.channel.uring.IOUring;
import io.netty.incubator.channel.uring.IOUringDatagramChannel;
import io.netty.incubator.channel.uring.IOUringEventLoopGroup;
import io.netty.incubator.channel.uring.IOUringServerSocketChannel;
import io.netty.incubator.channel.uring.IOUringSocketChannel;
import io.reactivezmq.sockets.transport.KernelOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Everything that differs between Netty 4.1, this version, and Netty 4.2, whose version of this class lies beside it: the
 * io_uring transport, here the incubator's, and how event loops are made. There is no busy poll.
 */
final class NettyStack {

    private static final Map<IoTransport, Map<Class<? extends Channel>, Class<? extends Channel>>> CHANNELS = Map.of(
            IoTransport.IO_URING, Map.of(SocketChannel.class, IOUringSocketChannel.class,
                    ServerSocketChannel.class, IOUringServerSocketChannel.class,
                    DatagramChannel.class, IOUringDatagramChannel.class),
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

    static final boolean BUSY_POLL_SUPPORTED = false;

    private NettyStack() {
    }

    static boolean isAvailable(IoTransport io) {
        return switch (io) {
            case IO_URING -> IOUring.isAvailable();
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
        if (channel instanceof EpollDomainSocketChannel epoll) {
            return epoll.peerCredentials();
        }
        return channel instanceof KQueueDomainSocketChannel kqueue ? kqueue.peerCredentials() : null;
    }

    /** How channels set the options that Netty has no common name for. */
    static KernelOptions kernelOptions(IoTransport io) {
        return switch (io) {
            case EPOLL -> KernelOptions.NATIVE;
            case NIO -> KernelOptions.JDK;
            case IO_URING, KQUEUE, AUTO -> KernelOptions.NONE;
        };
    }

    /** Adds what a channel needs to be closed at once. */
    static void prepare(Channel channel) {
        if (channel.getClass().getPackageName().startsWith("io.netty.incubator")) {
            channel.pipeline().addFirst(ShutdownOnClose.INSTANCE);
        }
    }

    /** The option for sending without a copy, where there is one. */
    static @Nullable ChannelOption<Integer> zeroCopyThreshold(IoTransport io) {
        return null;
    }

    /** @param busyPoll zero: {@link ZmqContextBuilder} refuses anything else on this stack */
    static EventLoopGroup newGroup(IoTransport io, int threads, ThreadFactory threadFactory, Duration busyPoll) {
        return switch (io) {
            case IO_URING -> new IOUringEventLoopGroup(threads, threadFactory);
            case EPOLL -> new EpollEventLoopGroup(threads, threadFactory);
            case KQUEUE -> new KQueueEventLoopGroup(threads, threadFactory);
            case NIO -> new NioEventLoopGroup(threads, threadFactory);
            case AUTO -> throw new IllegalArgumentException("AUTO is resolved before loops are made");
        };
    }
}
