package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.resolver.ResolvedAddressTypes;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.connection.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * TCP through reactor-netty's {@link TcpServer} and {@link TcpClient}. Names are resolved without blocking, anew for each
 * attempt to connect as far as the records' lifetime allows.
 */
public final class TcpTransport implements Transport {

    /** A record is kept no longer than this, so that a moved server is found. */
    private static final Duration MAX_DNS_LIFETIME = Duration.ofSeconds(5);

    private final LoopResources loops;
    private final KernelOptions kernelOptions;
    private final @Nullable ChannelOption<Integer> zeroCopyThreshold;
    private final Consumer<Channel> prepare;
    private final TcpClient numericPeers;
    private final TcpClient namedPeers;
    /** Of names, only IPv4 addresses: what {@code tcp.ipv6} (ZMQ_IPV6) means when it is off. */
    private final TcpClient namedIpv4Peers;

    /**
     * @param kernelOptions how the channels of these loops set options that Netty has no common name for
     * @param zeroCopyThreshold io_uring's option of that name, null for other I/O
     * @param prepare is shown each channel first
     */
    public TcpTransport(
            LoopResources loops, KernelOptions kernelOptions, @Nullable ChannelOption<Integer> zeroCopyThreshold,
            Consumer<Channel> prepare) {
        this(loops, kernelOptions, zeroCopyThreshold, prepare, unchanged -> { });
    }

    /** @param names changes how names are resolved */
    TcpTransport(LoopResources loops, KernelOptions kernelOptions, @Nullable ChannelOption<Integer> zeroCopyThreshold,
            Consumer<Channel> prepare, Consumer<NameResolverSpec> names) {
        this.loops = loops;
        this.kernelOptions = kernelOptions;
        this.zeroCopyThreshold = zeroCopyThreshold;
        this.prepare = prepare;
        TcpClient base = TcpClient.newConnection();
        this.numericPeers = base.resolver(NoopAddressResolverGroup.INSTANCE);
        this.namedPeers = base.resolver(spec -> names.accept(resolving(spec)));
        this.namedIpv4Peers = base.resolver(
                spec -> names.accept(resolving(spec).resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)));
    }

    private NameResolverSpec resolving(NameResolverSpec spec) {
        return spec.runOn(loops).cacheMaxTimeToLive(MAX_DNS_LIFETIME).cacheNegativeTimeToLive(Duration.ofSeconds(1));
    }

    private TcpClient client(InetSocketAddress remote, boolean ipv6) {
        if (!remote.isUnresolved()) {
            return numericPeers;
        }
        return ipv6 ? namedPeers : namedIpv4Peers;
    }

    @Override
    public Mono<Listener> bind(Endpoint endpoint, SocketOptions options, Consumer<Channel> accepted) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        tcp.requireBindable();
        return TcpAddresses.toBind(tcp, options.tcp().ipv6()).flatMap(address -> {
            TcpGate gate = TcpGate.of(options.tcp(), address.getAddress());
            TcpServer server = TcpServer.create()
                    .runOn(unbound(loops, options))
                    .bindAddress(() -> address)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(ChannelOption.SO_BACKLOG, options.tcp().backlog())
                    .doOnChannelInit((observer, channel, remote) -> {
                        prepare.accept(channel);
                        configure(channel, options);
                        gate.examine(channel);
                        accepted.accept(channel);
                    });
            return server.bind().<Listener>map(bound -> new TcpListener(bound, TcpAddresses.bound(bound.address(), address)));
        }).onErrorMap(e -> TcpFailures.bindFailed(tcp, e));
    }

    @Override
    public Mono<Channel> connect(Endpoint endpoint, SocketOptions options, EventLoop loop, Consumer<Channel> initializer) {
        TcpEndpoint tcp = (TcpEndpoint) endpoint;
        return Mono.justOrEmpty(options.tcp().socksProxy()).flatMap(SocksRoute::of)
                .map(proxy -> proxy.apply(numericPeers))
                .switchIfEmpty(Mono.fromSupplier(() -> client(TcpAddresses.toConnect(tcp), options.tcp().ipv6())))
                .flatMap(client -> connect(client, tcp, options, loop, initializer))
                .onErrorMap(e -> TcpFailures.connectFailed(tcp, e));
    }

    private Mono<Channel> connect(
            TcpClient base, TcpEndpoint tcp, SocketOptions options, EventLoop loop, Consumer<Channel> initializer) {
        InetSocketAddress remote = TcpAddresses.toConnect(tcp);
        TcpClient client = base
                .runOn(unbound(new PinnedLoop(loops, loop), options))
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
        return client.connect().map(Connection::channel);
    }

    @Override
    public void addHandler(Channel channel, String name, ChannelHandler handler) {
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, name, handler);
    }

    @Override
    public void requireOffered(SocketOptions options) {
        TcpSettings.requireOffered(options.tcp(), kernelOptions);
    }

    @Override
    public @Nullable ZmqException refusal(Channel accepted) {
        return Refusal.of(accepted);
    }

    private LoopResources unbound(LoopResources sockets, SocketOptions options) {
        return new ConfiguredSockets(sockets, TcpSettings.ofUnboundSocket(options.tcp(), kernelOptions), prepare);
    }

    private void configure(Channel channel, SocketOptions options) {
        TcpSettings.ofConnection(options.tcp(), kernelOptions, zeroCopyThreshold).apply(channel);
        ChannelBuffers.configure(channel, options.queues());
    }

    /** A bound server, under the address that it really has. */
    private record TcpListener(DisposableServer server, Endpoint endpoint) implements Listener {

        @Override
        public void whenAcceptFails(Consumer<ZmqException> told) {
            AcceptFaults.watch(server, told);
        }

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
