package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.options.TcpOptions;
import io.reactivezmq.sockets.connection.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;
import reactor.netty.transport.NameResolverProvider;

/**
 * TCP through reactor-netty's {@link TcpServer} and {@link TcpClient}. Names are resolved without blocking, anew for each
 * attempt to connect as far as the records' lifetime allows.
 */
public final class TcpTransport implements Transport {

    /** A record is kept no longer than this, so that a moved server is found. */
    private static final Duration MAX_DNS_LIFETIME = Duration.ofSeconds(5);

    private final LoopResources loops;
    private final TcpClient namedPeers;
    private final TcpClient numericPeers;

    public TcpTransport(LoopResources loops) {
        this.loops = loops;
        TcpClient base = TcpClient.newConnection();
        this.numericPeers = base.resolver(NoopAddressResolverGroup.INSTANCE);
        this.namedPeers = base.resolver(spec -> lifetime(spec.runOn(loops)));
    }

    private static void lifetime(NameResolverProvider.NameResolverSpec spec) {
        spec.cacheMaxTimeToLive(MAX_DNS_LIFETIME).cacheNegativeTimeToLive(Duration.ofSeconds(1));
    }

    @Override
    public Mono<Listener> bind(Endpoint endpoint, SocketOptions options, Consumer<Channel> accepted) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        tcp.requireBindable();
        return TcpAddresses.toBind(tcp, options.tcp().ipv6()).flatMap(address -> {
            TcpServer server = TcpServer.create()
                    .runOn(loops)
                    .bindAddress(() -> address)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(ChannelOption.SO_BACKLOG, options.tcp().backlog())
                    .doOnChannelInit((observer, channel, remote) -> {
                        configure(channel, options);
                        accepted.accept(channel);
                    });
            return server.bind().<Listener>map(bound -> new TcpListener(bound, TcpAddresses.bound(bound.address(), address)));
        }).onErrorMap(e -> TcpFailures.bindFailed(tcp, e));
    }

    @Override
    public Mono<Channel> connect(Endpoint endpoint, SocketOptions options, EventLoop loop, Consumer<Channel> initializer) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        InetSocketAddress remote = TcpAddresses.toConnect(tcp);
        TcpClient client = (remote.isUnresolved() ? namedPeers : numericPeers)
                .runOn(new PinnedLoop(loops, loop))
                .remoteAddress(() -> remote)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.tcp().connectTimeout().toMillis())
                .doOnChannelInit((observer, channel, address) -> {
                    configure(channel, options);
                    initializer.accept(channel);
                });
        TcpEndpoint.Source source = tcp.source();
        if (source != null) {
            client = client.bindAddress(() -> TcpAddresses.source(source)).option(ChannelOption.SO_REUSEADDR, true);
        }
        return client.connect().<Channel>map(Connection::channel).onErrorMap(e -> TcpFailures.connectFailed(tcp, e));
    }

    @Override
    public void addHandler(Channel channel, String name, ChannelHandler handler) {
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, name, handler);
    }

    private static void configure(Channel channel, SocketOptions options) {
        TcpOptions tcp = options.tcp();
        channel.config().setOption(ChannelOption.TCP_NODELAY, tcp.noDelay());
        if (tcp.sendBuffer() > 0) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, tcp.sendBuffer());
        }
        if (tcp.receiveBuffer() > 0) {
            channel.config().setOption(ChannelOption.SO_RCVBUF, tcp.receiveBuffer());
        }
        ChannelBuffers.configure(channel, options.queues().batchSize());
    }

    /** A bound server, under the address that it really has. */
    private record TcpListener(DisposableServer server, Endpoint endpoint) implements Listener {

        @Override
        public Mono<Void> close() {
            // the server's own channel only: what it accepted lingers under its own rules
            EventLoop loop = server.channel().eventLoop();
            return Mono.create(sink -> server.channel().close().addListener(done -> afterSelecting(loop, sink::success)));
        }

        /** NIO gives the address back when it selects for the first time after the close. */
        private static void afterSelecting(EventLoop loop, Runnable action) {
            if (loop instanceof SingleThreadEventLoop single && !loop.isShuttingDown()) {
                single.executeAfterEventLoopIteration(() -> loop.execute(action));
            } else {
                action.run();
            }
        }
    }
}
