package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.options.TcpOptions;
import io.reactivezmq.sockets.connection.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Asks the kernel, through a channel of each side, what an option has become. */
class TcpSettingsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final IoLoops loops = IoLoops.create(TestContexts.io(), 1, Duration.ZERO);
    private final Transport tcp = new ContextResources(loops).transport(new TcpEndpoint("127.0.0.1", 0));

    @AfterEach
    void disposeLoops() {
        loops.disposeLater(Duration.ZERO, LIMIT).block(LIMIT);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(
                of("TCP_NODELAY", tcp -> tcp.noDelay(false), ChannelOption.TCP_NODELAY, false),
                of("ZMQ_TOS", tcp -> tcp.typeOfService(0xb8), ChannelOption.IP_TOS, 0xb8),
                of("ZMQ_TCP_KEEPALIVE", tcp -> tcp.keepAlive(probes -> probes.enabled(true)), ChannelOption.SO_KEEPALIVE, true));
    }

    static Stream<Arguments> keepAlive() {
        return Stream.of(
                number("ZMQ_TCP_KEEPALIVE_IDLE", tcp -> tcp.keepAlive(probes -> probes.enabled(true).idle(Duration.ofMillis(6001))),
                        6, 4, 7),
                number("ZMQ_TCP_KEEPALIVE_INTVL", tcp -> tcp.keepAlive(probes -> probes.enabled(true).interval(Duration.ofSeconds(3))),
                        6, 5, 3),
                number("ZMQ_TCP_KEEPALIVE_CNT", tcp -> tcp.keepAlive(probes -> probes.enabled(true).count(5)), 6, 6, 5));
    }

    static Stream<Arguments> linuxOnly() {
        return Stream.of(
                number("ZMQ_TCP_MAXRT", tcp -> tcp.maxRetransmission(Duration.ofMillis(2500)), 6, 18, 2500),
                number("ZMQ_PRIORITY", tcp -> tcp.priority(5), 1, 12, 5),
                number("ZMQ_BUSY_POLL", tcp -> tcp.kernelBusyPoll(Duration.ofNanos(50_000)), 1, 46, 50),
                number("TCP_CORK", tcp -> tcp.cork(true), 6, 3, 1));
    }

    private static Arguments of(String name, Consumer<TcpOptions.Builder> change, ChannelOption<?> option, Object value) {
        return Arguments.of(name, change, option, value);
    }

    private static Arguments number(String name, Consumer<TcpOptions.Builder> change, int level, int option, int value) {
        return of(name, change, new IntegerUnixChannelOption(name, level, option), value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everywhere")
    void an_option_reaches_the_sockets_of_both_sides(
            String name, Consumer<TcpOptions.Builder> change, ChannelOption<?> option, Object value) {
        assertThat(onBothSides(change, option)).containsExactly(value, value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"keepAlive", "linuxOnly"})
    void an_option_of_linux_reaches_the_sockets_of_both_sides(
            String name, Consumer<TcpOptions.Builder> change, ChannelOption<?> option, Object value) {
        assumeTrue(isNativeLinux(), "these loops have no options by number");

        assertThat(onBothSides(change, option)).containsExactly(value, value);
    }

    @Test
    @DisplayName("ZMQ_TCP_KEEPALIVE_*: NIO knows them too")
    void the_jdk_sets_the_keep_alive_times() {
        assumeTrue(loops.io() == IoTransport.NIO, "only on NIO");

        assertThat(onBothSides(tcp -> tcp.keepAlive(probes -> probes.enabled(true).idle(Duration.ofSeconds(7))),
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE))).containsExactly(7, 7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("linuxOnly")
    void an_option_that_this_io_does_not_have_is_an_error_of_the_call(
            String name, Consumer<TcpOptions.Builder> change, ChannelOption<?> option, Object value) {
        assumeTrue(!isNativeLinux(), "these loops have them all");
        SocketOptions options = SocketOptions.builder().tcp(change).build();

        try (ZmqContext context = TestContexts.create(); PushSocket push = context.push(options)) {
            assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> push.bindNow("tcp://127.0.0.1:*"))
                    .withMessageContaining("tcp.").withMessageContaining("EPOLL")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EINVAL));
            assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> push.connectNow("tcp://127.0.0.1:9"));
        }
    }

    @Test
    @DisplayName("ZMQ_SNDBUF, ZMQ_RCVBUF: Linux doubles what it is asked for")
    void the_kernels_buffers_are_as_large_as_asked_for() {
        assertThat(onBothSides(tcp -> tcp.sendBuffer(50_000), ChannelOption.SO_SNDBUF))
                .allSatisfy(size -> assertThat((int) size).isBetween(50_000, 100_000));
        assertThat(onBothSides(tcp -> tcp.receiveBuffer(50_000), ChannelOption.SO_RCVBUF))
                .allSatisfy(size -> assertThat((int) size).isBetween(50_000, 100_000));
    }

    @Test
    @DisplayName("ZMQ_BACKLOG: the listener has the backlog that was asked for")
    void the_listener_has_its_backlog() {
        assertThat(onBothSides(tcp -> tcp.backlog(7), channel -> channel.parent() == null ? "connected"
                : read(channel.parent(), ChannelOption.SO_BACKLOG))).containsExactly("connected", 7);
    }

    @Test
    @DisplayName("tcp.zeroCopyThreshold: io_uring sends without copying from this size on")
    void the_threshold_of_zero_copy_reaches_the_sockets_of_both_sides() {
        ChannelOption<Integer> threshold = NettyStack.zeroCopyThreshold(loops.io());
        assumeTrue(threshold != null, "only on io_uring of Netty 4.2");

        assertThat(onBothSides(tcp -> tcp.zeroCopyThreshold(4_096), threshold)).containsExactly(4_096, 4_096);
    }

    private boolean isNativeLinux() {
        return NettyStack.kernelOptions(loops.io()) == io.reactivezmq.sockets.transport.KernelOptions.NATIVE;
    }

    private List<Object> onBothSides(Consumer<TcpOptions.Builder> change, ChannelOption<?> option) {
        return onBothSides(change, channel -> read(channel, option));
    }

    private List<Object> onBothSides(Consumer<TcpOptions.Builder> change, Function<Channel, Object> look) {
        SocketOptions options = SocketOptions.builder().tcp(change).build();
        Sinks.One<Channel> accepted = Sinks.one();
        Transport.Listener listener = Objects.requireNonNull(
                tcp.bind(new TcpEndpoint("127.0.0.1", 0), options, accepted::tryEmitValue).block(LIMIT));
        Endpoint endpoint = listener.endpoint();
        Channel connected = Objects.requireNonNull(
                tcp.connect(endpoint, options, loops.next(), channel -> { }).block(LIMIT));
        List<Channel> both = List.of(connected, Objects.requireNonNull(accepted.asMono().block(LIMIT)));
        List<Object> values = both.stream().map(look).toList();
        both.forEach(channel -> assertThat(channel.close().awaitUninterruptibly(LIMIT.toMillis())).isTrue());
        listener.close().block(LIMIT);
        return values;
    }

    private static Object read(Channel channel, ChannelOption<?> option) {
        return Objects.requireNonNull(Mono.fromCallable(() -> (Object) channel.config().getOption(option)).block(LIMIT));
    }
}
