package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.AcceptFailed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocksProxy;
import io.reactivezmq.core.options.TcpOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Which way TCP connections take, and which are let in. */
class TcpReachTest {

    private final ZmqContext zmq = TestContexts.create();

    @AfterEach
    void close() {
        zmq.close();
    }

    private PushSocket push(Consumer<TcpOptions.Builder> tcp) {
        return zmq.push(options -> options.tcp(tcp).reconnect(again -> again.interval(Duration.ofMillis(10))));
    }

    private PullSocket pull(Consumer<TcpOptions.Builder> tcp) {
        return zmq.pull(options -> options.tcp(tcp));
    }

    @Test
    @DisplayName("ZMQ_TCP_ACCEPT_FILTER: a peer in no range is disconnected, with ACCEPT_FAILED; others are served")
    void only_peers_in_the_ranges_are_accepted() {
        PullSocket pull = pull(tcp -> tcp.acceptFrom("127.0.0.2", "10.0.0.0/8"));
        EventLog events = EventLog.of(pull);
        TcpEndpoint bound = (TcpEndpoint) pull.bindNow("tcp://127.0.0.1:*");

        zmq.push().connectNow(bound);
        AcceptFailed refused = events.await(AcceptFailed.class);
        PushSocket welcome = zmq.push();
        welcome.connectNow("tcp://127.0.0.2:0;127.0.0.1:" + bound.port());
        welcome.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        assertThat(refused.cause()).isInstanceOf(ZmqSecurityException.class)
                .hasMessageContaining("127.0.0.1").hasMessageContaining("tcp.acceptFrom");
        SocketContract.eventually(() -> pull.statistics().peers() == 1);
    }

    @Test
    @DisplayName("ZMQ_IPV6 0: the wildcard is that of IPv4, whatever the operating system listens on")
    void an_ipv4_wildcard_accepts_no_ipv6_peer() {
        PullSocket pull = zmq.pull();
        int port = ((TcpEndpoint) pull.bindNow("tcp://*:*")).port();
        PushSocket wrong = push(tcp -> tcp.ipv6(true));
        EventLog attempts = EventLog.of(wrong);

        wrong.connectNow(new TcpEndpoint("::1", port));
        attempts.await(ConnectRetried.class, 2);
        PushSocket right = zmq.push();
        right.connectNow(new TcpEndpoint("127.0.0.1", port));
        right.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
        SocketContract.eventually(() -> pull.statistics().peers() == 1);
    }

    @Test
    @DisplayName("ZMQ_BINDTODEVICE: packets take this device only")
    void a_device_carries_the_connection() {
        assumeNative();
        PullSocket pull = pull(tcp -> tcp.bindToDevice("lo"));
        PushSocket push = push(tcp -> tcp.bindToDevice("lo"));

        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
        push.send(numbered(0, 10)).subscribe();

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    @DisplayName("ZMQ_BINDTODEVICE: a device that is not there fails bind, and every attempt to connect")
    void a_device_that_is_not_there_is_told() {
        assumeNative();
        PushSocket push = push(tcp -> tcp.bindToDevice("nosuchdevice"));
        EventLog events = EventLog.of(push);

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> push.bindNow("tcp://127.0.0.1:*"));
        push.connectNow(zmq.pull().bindNow("tcp://127.0.0.1:*"));

        assertThat(events.await(ConnectRetried.class, 2)).allSatisfy(retry -> assertThat(retry.cause()).isNotNull());
    }

    @Test
    @DisplayName("test_socks.cpp: a numeric address goes to the proxy as a number (type 1)")
    void a_proxy_connects_to_a_number() throws IOException {
        try (SocksServer proxy = new SocksServer(null)) {
            PullSocket pull = zmq.pull();
            PushSocket push = push(tcp -> tcp.socksProxy(SocksProxy.of(proxy.address())));

            push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
            push.send(numbered(0, 10)).subscribe();

            assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
            assertThat(proxy.requests()).containsExactly("1 127.0.0.1");
        }
    }

    @Test
    @DisplayName("test_socks.cpp: a name goes to the proxy unresolved (type 3); RFC 1929 authentication")
    void a_proxy_looks_up_the_names_of_those_it_knows() throws IOException {
        try (SocksServer proxy = new SocksServer("user:secret")) {
            PullSocket pull = zmq.pull();
            int port = ((TcpEndpoint) pull.bindNow("tcp://127.0.0.1:*")).port();
            PushSocket push = push(tcp -> tcp.socksProxy(SocksProxy.of(proxy.address()).withCredentials("user", "secret")));

            push.connectNow("tcp://known.to.the.proxy.invalid:" + port);
            push.send(numbered(0, 10)).subscribe();

            assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
            assertThat(proxy.requests()).containsExactly("3 known.to.the.proxy.invalid");
        }
    }

    @Test
    @DisplayName("test_socks.cpp: any failure of the proxy is a failed attempt, and another follows")
    void a_proxy_that_refuses_is_asked_again() throws IOException {
        try (SocksServer proxy = new SocksServer("user:secret")) {
            PushSocket push = push(tcp -> tcp.socksProxy(SocksProxy.of(proxy.address()).withCredentials("user", "wrong")));
            EventLog events = EventLog.of(push);

            push.connectNow("tcp://127.0.0.1:9");

            assertThat(events.await(ConnectRetried.class, 2)).hasSize(2);
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_STOP_CONN_REFUSED, ZMQ_CONNECT_TIMEOUT apply to the way to the proxy too")
    void a_proxy_that_is_not_there_is_a_refused_connection() throws IOException {
        String nobody;
        try (SocksServer gone = new SocksServer(null)) {
            nobody = gone.address();
        }
        PushSocket push = push(tcp -> tcp.socksProxy(SocksProxy.of(nobody)));
        EventLog events = EventLog.of(push);

        push.connectNow("tcp://127.0.0.1:9");

        assertThat(events.await(ConnectRetried.class).cause()).isNotNull()
                .satisfies(cause -> assertThat(cause.code()).isEqualTo(ErrorCode.ECONNREFUSED));
    }

    @Test
    @DisplayName("ZMQ_CONNECT_TIMEOUT: an attempt that nobody answers ends with ETIMEDOUT, and another follows")
    void an_attempt_that_nobody_answers_ends_at_the_timeout() throws IOException {
        try (DeafListener deaf = new DeafListener()) {
            PushSocket push = push(tcp -> tcp.connectTimeout(Duration.ofMillis(50)));
            EventLog events = EventLog.of(push);

            push.connectNow("tcp://127.0.0.1:" + deaf.port());

            assertThat(events.await(ConnectRetried.class, 2)).allSatisfy(retry -> assertThat(retry.cause())
                    .isInstanceOf(ZmqTimeoutException.class).hasMessageContaining("within the connect timeout"));
        }
    }

    @Test
    @DisplayName("tcp.zeroCopyThreshold: what io_uring sends without copying arrives as it was, and so does everything elsewhere")
    void what_is_sent_without_a_copy_arrives_as_it_was() {
        PullSocket pull = zmq.pull();
        PushSocket push = push(tcp -> tcp.zeroCopyThreshold(1));
        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
        List<ZmqMessage> messages = IntStream.range(0, 200)
                .mapToObj(i -> ZmqMessage.of(ByteBuffer.allocate(4 + i * 1_000).putInt(0, i).array())).toList();

        push.send(Flux.fromIterable(messages)).subscribe();

        assertThat(SocketContract.receiveMessages(pull, messages.size())).isEqualTo(messages);
    }

    private void assumeNative() {
        try {
            pull(tcp -> tcp.bindToDevice("lo")).bindNow("tcp://127.0.0.1:*");
        } catch (ZmqOptionException notHere) {
            abort(notHere.getMessage());
        }
    }
}
