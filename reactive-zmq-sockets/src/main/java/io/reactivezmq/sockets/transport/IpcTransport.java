package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.options.TcpOptions;
import io.reactivezmq.sockets.connection.Transport;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Unix domain sockets through reactor-netty's {@link TcpServer} and {@link TcpClient}, which take their addresses too. What
 * touches the file system is done on Reactor's bounded elastic scheduler.
 */
public final class IpcTransport implements Transport {

    private static final Logger LOG = Loggers.getLogger(IpcTransport.class);

    private final Supplier<UnixSockets> sockets;
    private final TcpClient peers = TcpClient.newConnection().resolver(NoopAddressResolverGroup.INSTANCE);

    /** @param sockets asked at each use, so that event loops for ipc alone are made when they are needed */
    public IpcTransport(Supplier<UnixSockets> sockets) {
        this.sockets = sockets;
    }

    /** Checks that the I/O of this context can use an endpoint, which may be a wildcard. */
    public void requireUsable(IpcEndpoint endpoint) {
        UnixSockets here = sockets.get();
        if (endpoint.isAbstract()) {
            if (!here.abstractNames()) {
                throw new ZmqEndpointException(Reason.UNSUPPORTED_TRANSPORT, endpoint.toString(),
                        "abstract names need Linux and IoTransport.EPOLL or IO_URING: choose one of them, or a path");
            }
            return;
        }
        int bytes = endpoint.path().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > here.maxPathBytes()) {
            throw new ZmqEndpointException(Reason.NAME_TOO_LONG, endpoint.toString(),
                    "the path has " + bytes + " bytes, the I/O of this context takes " + here.maxPathBytes());
        }
        SocketFile.path(endpoint);
    }

    @Override
    public Mono<Listener> bind(Endpoint endpoint, SocketOptions options, Consumer<Channel> accepted) {
        IpcEndpoint ipc = (IpcEndpoint) endpoint;
        return Mono.fromCallable(() -> new IpcGate(ipc, sockets.get(), options.ipc()))
                .flatMap(gate -> ipc.isAbstract()
                        ? listen(ipc, gate, options, accepted).map(server -> new IpcListener(server, ipc, null))
                        : Mono.fromCallable(() -> SocketFile.prepare(ipc))
                                .flatMap(file -> listenWithFile(file, gate, options, accepted)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(e -> IpcFailures.bindFailed(ipc, e));
    }

    private Mono<Listener> listenWithFile(SocketFile file, IpcGate gate, SocketOptions options, Consumer<Channel> accepted) {
        return listen(file.birthName(), gate.at(file.endpoint()), options, accepted)
                .publishOn(Schedulers.boundedElastic())
                .<Listener>flatMap(server -> {
                    IpcListener listener = new IpcListener(server, file.endpoint(), file);
                    return Mono.fromCallable(() -> {
                        file.publish();
                        return listener;
                    }).doOnCancel(() -> abandoned(listener.close()).subscribe())
                            .onErrorResume(e -> abandoned(listener.close()).then(Mono.error(e)));
                })
                .onErrorResume(e -> abandoned(file).then(Mono.error(e)))
                .doOnCancel(() -> abandoned(file).subscribe());
    }

    private static Mono<Void> removed(SocketFile file) {
        return Mono.<Void>fromRunnable(file::remove).subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Void> abandoned(SocketFile file) {
        return abandoned(removed(file));
    }

    /** Of a bind that nobody hears of any more: what it leaves behind is only worth a line in the log. */
    private static Mono<Void> abandoned(Mono<Void> removal) {
        return removal.onErrorResume(ZmqException.class, left -> {
            LOG.warn("a bind that failed or was cancelled has left something behind", left);
            return Mono.empty();
        });
    }

    private Mono<? extends DisposableServer> listen(
            IpcEndpoint name, IpcGate gate, SocketOptions options, Consumer<Channel> accepted) {
        return TcpServer.create()
                .runOn(new IpcLoops(sockets.get().loops()))
                .bindAddress(() -> IpcAddress.of(name))
                .option(ChannelOption.SO_BACKLOG, options.tcp().backlog())
                .doOnChannelInit((observer, channel, remote) -> {
                    configure(channel, options);
                    gate.examine(channel);
                    accepted.accept(channel);
                })
                .bind();
    }

    @Override
    public Mono<Channel> connect(Endpoint endpoint, SocketOptions options, EventLoop loop, Consumer<Channel> initializer) {
        IpcEndpoint ipc = (IpcEndpoint) endpoint;
        return peers.runOn(new IpcLoops(new PinnedLoop(sockets.get().loops(), loop)))
                .remoteAddress(() -> IpcAddress.of(ipc))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.tcp().connectTimeout().toMillis())
                .doOnChannelInit((observer, channel, address) -> {
                    configure(channel, options);
                    initializer.accept(channel);
                })
                .connect()
                .<Channel>map(Connection::channel)
                .onErrorMap(e -> IpcFailures.connectFailed(ipc, e));
    }

    @Override
    public void addHandler(Channel channel, String name, ChannelHandler handler) {
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, name, handler);
    }

    @Override
    public @Nullable SocketAddress peer(Channel accepted) {
        return accepted.attr(IpcGate.PEER).get();
    }

    @Override
    public @Nullable ZmqException refusal(Channel accepted) {
        return Refusal.of(accepted);
    }

    private static void configure(Channel channel, SocketOptions options) {
        TcpOptions buffers = options.tcp();
        if (buffers.sendBuffer() > 0) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, buffers.sendBuffer());
        }
        if (buffers.receiveBuffer() > 0) {
            channel.config().setOption(ChannelOption.SO_RCVBUF, buffers.receiveBuffer());
        }
        ChannelBuffers.configure(channel, options.queues());
    }

    /** A bound server and its file, if it has one. */
    private record IpcListener(DisposableServer server, IpcEndpoint endpoint, @Nullable SocketFile file) implements Listener {

        @Override
        public void whenAcceptFails(Consumer<ZmqException> told) {
            AcceptFaults.watch(server, told);
        }

        @Override
        public Mono<Void> close() {
            // the server's own channel only: what it accepted lingers under its own rules
            Mono<Void> closed = Mono.create(sink -> server.channel().close().addListener(done -> sink.success()));
            return file == null ? closed : removed(file).onErrorResume(left -> closed.then(Mono.error(left))).then(closed);
        }
    }
}
