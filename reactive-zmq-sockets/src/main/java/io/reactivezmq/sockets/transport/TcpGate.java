package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.reactivezmq.core.endpoint.AddressRange;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.options.TcpOptions;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Decides by their address which peers a TCP listener lets in (ZMQ_TCP_ACCEPT_FILTER, ZMQ_IPV6). */
record TcpGate(List<AddressRange> acceptFrom, boolean ipv6) {

    /** @param bound where the listener is */
    static TcpGate of(TcpOptions options, InetAddress bound) {
        // the native transports listen on IPv6 too where the wildcard of IPv4 was asked for
        return new TcpGate(options.acceptFrom(), options.ipv6() || !bound.isAnyLocalAddress());
    }

    /** On the event loop of an accepted channel, before it is active. */
    void examine(Channel channel) {
        if (acceptFrom.isEmpty() && ipv6) {
            return;
        }
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            Refusal.set(channel, new ZmqSecurityException("a peer did not stay long enough to be asked for its address"));
            return;
        }
        InetAddress address = remote.getAddress();
        if (!ipv6 && address instanceof Inet6Address) {
            Refusal.set(channel, new ZmqSecurityException(remote + " is an IPv6 address, which tcp.ipv6 would allow"));
        } else if (!acceptFrom.isEmpty() && acceptFrom.stream().noneMatch(range -> range.contains(address))) {
            Refusal.set(channel, new ZmqSecurityException(remote + " is in none of the ranges of tcp.acceptFrom"));
        }
    }
}
