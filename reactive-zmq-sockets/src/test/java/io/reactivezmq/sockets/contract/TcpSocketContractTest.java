package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpSocketContractTest extends TransportContract implements NetworkContract {

    TcpSocketContractTest() {
        super(TcpContractTransport::new);
    }

    @ParameterizedTest
    @CsvSource({"tcp://lo:*, 127.0.0.1", "tcp://localhost:*, 127.0.0.1"})
    @DisplayName("zmq_tcp(7): an interface or a name; ZMQ_LAST_ENDPOINT tells the address and port that it became")
    void what_is_bound_by_another_name_is_known_by_its_numeric_address(String asked, String host) {
        Endpoint bound = zmq().pull().bindNow(asked);

        assertThat(bound).isInstanceOfSatisfying(TcpEndpoint.class, tcp -> {
            assertThat(tcp.host()).isEqualTo(host);
            assertThat(tcp.port()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://*:*", "tcp://*:0"})
    @DisplayName("zmq_tcp(7): the wildcard * is all available interfaces")
    void a_wildcard_host_takes_peers_at_every_address(String asked) {
        PullSocket pull = zmq().pull();
        TcpEndpoint bound = (TcpEndpoint) pull.bindNow(asked);
        PushSocket push = zmq().push();

        assertThat(bound.host()).isEqualTo("0.0.0.0");
        push.connectNow("tcp://127.0.0.1:" + bound.port());
        push.connectNow("tcp://127.0.0.2:" + bound.port());
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
    }

    @Test
    @DisplayName("zmq_tcp(7): unbind wants ZMQ_LAST_ENDPOINT, not the wildcard")
    void a_wildcard_is_unbound_under_its_real_address_only() {
        PullSocket pull = zmq().pull();
        Endpoint bound = pull.bindNow("tcp://*:*");

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> pull.unbind("tcp://*:*").block(LIMIT))
                .withMessageContaining("wildcard")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENOENT));
        pull.unbind(bound).block(LIMIT);
    }

    @Test
    @DisplayName("zmq_tcp(7): IPv6 addresses stand in brackets")
    void messages_travel_over_ipv6() {
        assumeTrue(hasIpv6(), "this machine has no ::1");
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();

        Endpoint bound = pull.bindNow("tcp://[::1]:*");
        push.connectNow(bound);
        push.send(numbered(0, 10)).subscribe();

        assertThat(bound.toString()).startsWith("tcp://[::1]:");
        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("ZMQ_IPV6: a wildcard with IPv6 takes both kinds of peers")
    void an_ipv6_wildcard_accepts_ipv4_peers_too() {
        assumeTrue(hasIpv6(), "this machine has no ::1");
        PullSocket pull = zmq().pull(options -> options.tcp(tcp -> tcp.ipv6(true)));
        TcpEndpoint bound = (TcpEndpoint) pull.bindNow("tcp://*:*");
        PushSocket push = zmq().push();

        push.connectNow(new TcpEndpoint("127.0.0.1", bound.port()));
        push.connectNow(new TcpEndpoint("::1", bound.port()));
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
    }

    @Test
    @DisplayName("zmq_tcp(7): tcp://source:port;destination:port")
    void a_connection_comes_from_the_source_address_that_was_asked_for() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        TcpEndpoint bound = (TcpEndpoint) bind(pull);

        zmq().push().connectNow("tcp://127.0.0.2:0;127.0.0.1:" + bound.port());

        assertThat(events.await(io.reactivezmq.core.event.Accepted.class).peer().toString()).contains("127.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://192.0.2.1:*,               ADDRESS_NOT_AVAILABLE, EADDRNOTAVAIL",
        "tcp://no-such-host.invalid:5555, UNRESOLVABLE,          ENODEV"})
    void an_address_that_is_not_of_this_machine_cannot_be_bound(
            String endpoint, ZmqEndpointException.Reason reason, ErrorCode code) {
        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq().pull().bindNow(endpoint))
                .withMessageContaining(endpoint.substring("tcp://".length(), endpoint.lastIndexOf(':')))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
