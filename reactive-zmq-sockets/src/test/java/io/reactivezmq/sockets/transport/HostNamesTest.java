package io.reactivezmq.sockets.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.options.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

@DisplayName("H6: DNS fails, then changes, returns many records -> as configured")
class HostNamesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "peer.test";

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final LoopResources loops = LoopResources.create("names", 1, true);
    private final NameServer names = new NameServer();
    private final TcpTransport transport = new TcpTransport(loops, KernelOptions.NONE, null, channel -> { }, this::resolving);
    private final ServerSocket server;

    HostNamesTest() throws IOException {
        server = new ServerSocket(0, 10, here);
    }

    private void resolving(NameResolverSpec spec) {
        spec.searchDomains(List.of()).cacheNegativeTimeToLive(Duration.ZERO)
                .dnsAddressResolverGroupProvider(builder -> new DnsAddressResolverGroup(builder
                        .nameServerProvider(new SingletonDnsServerAddressStreamProvider(names.address()))));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        names.close();
        loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
    }

    /** Connects to the name and tells where that was. */
    private InetAddress connect(boolean ipv6) {
        SocketOptions options = SocketOptions.builder().tcp(tcp -> tcp.ipv6(ipv6)).build();
        EventLoop loop = loops.onClient(false).next();
        Channel channel = transport.connect(new TcpEndpoint(NAME, server.getLocalPort()), options, loop, unused -> { })
                .block(LIMIT);
        channel.close();
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    @DisplayName("ZMQ_IPV6 of 0, the default: a name stands for its IPv4 addresses only, and no other is asked for")
    void withoutIpv6NoneIsAskedFor() {
        names.change(address("::1"), here);

        assertThat(connect(false)).isEqualTo(here);
        assertThat(names.asked).isNotEmpty().doesNotContain(NameServer.AAAA);
    }

    @Test
    @DisplayName("ZMQ_IPV6 of 1: both kinds are asked for, and the one that answers is taken")
    void withIpv6BothAreAskedFor() {
        names.change(address("::1"), here);

        assertThat(connect(true)).isEqualTo(here); // the server listens there only
        assertThat(names.asked).contains(NameServer.A, NameServer.AAAA);
    }

    @Test
    void aNameThatHasNoIpv4AddressIsUnresolvableWithoutIpv6() {
        names.change(address("::1"));

        assertThatThrownBy(() -> connect(false)).isInstanceOfSatisfying(ZmqEndpointException.class,
                failure -> assertThat(failure.reason()).isEqualTo(ZmqEndpointException.Reason.UNRESOLVABLE));
    }

    @Test
    @DisplayName("DNS fails, then changes: the first attempt says that the name is unknown; a later one finds the peer")
    void aNameThatIsUnknownAtFirstIsFoundLater() {
        assertThatThrownBy(() -> connect(false)).isInstanceOfSatisfying(ZmqEndpointException.class,
                failure -> assertThat(failure.reason()).isEqualTo(ZmqEndpointException.Reason.UNRESOLVABLE));

        names.change(here);
        assertThat(connect(false)).isEqualTo(here);
    }

    @Test
    @DisplayName("many records: the next address is tried when one refuses")
    void ofSeveralAddressesTheNextOneIsTried() {
        names.change(address("127.1.2.3"), address("127.3.2.1"), here);

        assertThat(connect(false)).isEqualTo(here);
    }

    @Test
    void aPeerThatRefusesIsNoFaultOfTheName() throws IOException {
        names.change(here);
        server.close();

        assertThatThrownBy(() -> connect(false)).isInstanceOfSatisfying(ZmqConnectionException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.ECONNREFUSED));
    }
}
