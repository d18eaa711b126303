package io.reactivezmq.sockets.transport;

import io.netty.util.NetUtil;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * From the host of an endpoint to a socket address: a wildcard, a number, a network interface (its first address of the
 * family), or a name. Numbers are used as they are; names give IPv6 addresses only with {@code tcp.ipv6} (ZMQ_IPV6).
 */
final class TcpAddresses {

    private TcpAddresses() {
    }

    static Mono<InetSocketAddress> toBind(TcpEndpoint endpoint, boolean ipv6) {
        if (endpoint.isWildcard()) {
            return Mono.fromCallable(() -> new InetSocketAddress(any(ipv6), endpoint.port()));
        }
        InetAddress literal = literal(endpoint.host());
        if (literal != null) {
            return Mono.just(new InetSocketAddress(literal, endpoint.port()));
        }
        return Mono.fromCallable(() -> new InetSocketAddress(lookUp(endpoint.host(), ipv6), endpoint.port()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The remote address, unresolved if the host is a name. */
    static InetSocketAddress toConnect(TcpEndpoint endpoint) {
        endpoint.requireConnectable();
        InetAddress literal = literal(endpoint.host());
        return literal == null
                ? InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port())
                : new InetSocketAddress(literal, endpoint.port());
    }

    /** The local address of a connection; numbers, interfaces and the wildcard need no name service. */
    static InetSocketAddress source(TcpEndpoint.Source source) {
        if (source.host().equals("*")) {
            return new InetSocketAddress(source.port());
        }
        InetAddress literal = literal(source.host());
        InetAddress address = literal != null ? literal : ofInterface(source.host(), false).orElse(null);
        return address == null
                ? InetSocketAddress.createUnresolved(source.host(), source.port())
                : new InetSocketAddress(address, source.port());
    }

    /**
     * The address of a listener with its real port, in the family that was asked for: where the operating system knows both,
     * the native transports tell a wildcard as {@code ::}, and a peer without IPv6 could do nothing with that.
     */
    static TcpEndpoint bound(SocketAddress real, InetSocketAddress asked) {
        return new TcpEndpoint(asked.getAddress().getHostAddress(), ((InetSocketAddress) real).getPort());
    }

    private static InetAddress any(boolean ipv6) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[ipv6 ? 16 : 4]);
    }

    static @Nullable InetAddress literal(String host) {
        if (!NetUtil.isValidIpV4Address(host) && host.indexOf(':') < 0) {
            return null;
        }
        try {
            return InetAddress.getByName(host); // a literal is parsed, not looked up
        } catch (UnknownHostException noSuchZone) {
            return null;
        }
    }

    private static InetAddress lookUp(String host, boolean ipv6) throws UnknownHostException {
        Optional<InetAddress> ofInterface = ofInterface(host, ipv6);
        if (ofInterface.isPresent()) {
            return ofInterface.get();
        }
        Predicate<InetAddress> wanted = family(ipv6);
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (wanted.test(address)) {
                return address;
            }
        }
        throw new UnknownHostException(host + " has no IPv4 address; tcp.ipv6 allows its IPv6 address");
    }

    private static Optional<InetAddress> ofInterface(String name, boolean ipv6) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            List<InetAddress> addresses = found == null ? List.of() : Collections.list(found.getInetAddresses());
            return addresses.stream().filter(family(ipv6)).findFirst();
        } catch (SocketException noInterfaces) {
            return Optional.empty();
        }
    }

    private static Predicate<InetAddress> family(boolean ipv6) {
        return address -> ipv6 || address instanceof Inet4Address;
    }
}
