package io.reactivezmq.sockets.transport;

import io.reactivezmq.core.options.SocksProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.tcp.TcpClient;
import reactor.netty.transport.ProxyProvider;

/** The way through a SOCKS5 proxy. The proxy's own name is looked up anew for each attempt; the peer's name is left to it. */
record SocksRoute(SocksProxy proxy, InetSocketAddress address) implements UnaryOperator<TcpClient> {

    static Mono<SocksRoute> of(SocksProxy proxy) {
        InetAddress literal = TcpAddresses.literal(proxy.host());
        return literal != null
                ? Mono.just(new SocksRoute(proxy, new InetSocketAddress(literal, proxy.port())))
                : Mono.fromCallable(() -> new SocksRoute(proxy, resolve(proxy))).subscribeOn(Schedulers.boundedElastic());
    }

    private static InetSocketAddress resolve(SocksProxy proxy) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(proxy.host()), proxy.port());
    }

    @Override
    public TcpClient apply(TcpClient client) {
        return client.proxy(spec -> {
            ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.SOCKS5).socketAddress(address);
            proxy.username().ifPresent(builder::username);
            proxy.password().ifPresent(password -> builder.password(username -> password));
        });
    }
}
