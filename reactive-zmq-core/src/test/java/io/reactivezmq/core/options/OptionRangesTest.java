package io.reactivezmq.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOptionException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every range with the last legal value at both ends and the first illegal one beyond. */
@DisplayName("zmq_setsockopt(3) EINVAL: 'the requested option_len or option_value is invalid', and it is said why")
class OptionRangesTest {

    private static final long INT = Integer.MAX_VALUE;

    static Stream<Arguments> integers() {
        QueueOptions.Builder queues = QueueOptions.builder();
        LimitOptions.Builder limits = LimitOptions.builder();
        TcpOptions.Builder tcp = TcpOptions.builder();
        IpcOptions.Builder ipc = IpcOptions.builder();
        return Stream.of(
                ints("queues.sendHighWaterMark", queues::sendHighWaterMark, 0, INT),
                ints("queues.receiveHighWaterMark", queues::receiveHighWaterMark, 0, INT),
                longs("queues.sendHighWaterMarkBytes", queues::sendHighWaterMarkBytes, 0, Long.MAX_VALUE),
                longs("queues.receiveHighWaterMarkBytes", queues::receiveHighWaterMarkBytes, 0, Long.MAX_VALUE),
                ints("queues.departedHighWaterMark", queues::departedHighWaterMark, 0, INT),
                longs("queues.departedHighWaterMarkBytes", queues::departedHighWaterMarkBytes, 0, Long.MAX_VALUE),
                ints("queues.maxPendingSends", queues::maxPendingSends, 1, INT),
                ints("queues.batchSize", queues::batchSize, 256, 16_777_216),
                longs("limits.maxMessageSize", limits::maxMessageSize, 1, 2_147_483_639),
                ints("limits.maxFrames", limits::maxFrames, 1, INT),
                ints("limits.maxHandshakeCommandSize", limits::maxHandshakeCommandSize, 512, 16_777_216),
                ints("limits.maxMetadataProperties", limits::maxMetadataProperties, 2, INT),
                ints("limits.maxTopicSize", limits::maxTopicSize, 1, INT),
                ints("limits.maxSubscriptionsPerPeer", limits::maxSubscriptionsPerPeer, 1, INT),
                ints("limits.maxPendingHandshakes", limits::maxPendingHandshakes, 1, INT),
                ints("queues.readSize", queues::readSize, 256, 16_777_216),
                ints("tcp.typeOfService", tcp::typeOfService, 0, 255),
                ints("tcp.priority", tcp::priority, 0, INT),
                ints("tcp.zeroCopyThreshold", tcp::zeroCopyThreshold, 0, INT),
                ints("tcp.keepAlive.count", KeepAliveOptions.builder()::count, 0, 127),
                ints("tcp.backlog", tcp::backlog, 1, 65_535),
                longs("ipc.filterUids", ipc::filterUids, 0, 4_294_967_294L),
                longs("ipc.filterGids", ipc::filterGids, 0, 4_294_967_294L),
                longs("ipc.filterPids", ipc::filterPids, 1, INT),
                ints("tcp.sendBuffer", tcp::sendBuffer, 0, INT),
                ints("tcp.receiveBuffer", tcp::receiveBuffer, 0, INT));
    }

    static Stream<Arguments> durations() {
        SocketOptions.Builder socket = SocketOptions.builder();
        ReconnectPolicy.Builder reconnect = ReconnectPolicy.builder();
        return Stream.of(
                millis("linger", socket::linger, 0),
                millis("handshakeTimeout", socket::handshakeTimeout, 1),
                millis("limits.idleMidMessageTimeout", LimitOptions.builder()::idleMidMessageTimeout, 1),
                millis("tcp.connectTimeout", TcpOptions.builder()::connectTimeout, 0),
                millis("tcp.maxRetransmission", TcpOptions.builder()::maxRetransmission, 0),
                millis("reconnect.interval", reconnect::interval, 1),
                millis("reconnect.maxInterval", reconnect::maxInterval, 0));
    }

    private static Arguments ints(String option, IntConsumer setter, long min, long max) {
        return arguments(option, (LongConsumer) value -> setter.accept(Math.toIntExact(value)), min, max, INT);
    }

    private static Arguments longs(String option, LongConsumer setter, long min, long max) {
        return arguments(option, setter, min, max, Long.MAX_VALUE);
    }

    private static Arguments millis(String option, Consumer<Duration> setter, long min) {
        return arguments(option, setter, min);
    }

    @ParameterizedTest(name = "{0}: {2} to {3}")
    @MethodSource("integers")
    void a_number_has_a_range(String option, LongConsumer setter, long min, long max, long largestOfItsType) {
        setter.accept(min);
        setter.accept(max);
        assertRefused(option, Long.toString(min - 1), min + " to " + max, () -> setter.accept(min - 1));
        if (max < largestOfItsType) {
            assertRefused(option, Long.toString(max + 1), min + " to " + max, () -> setter.accept(max + 1));
        }
    }

    @ParameterizedTest(name = "{0}: {2} to 2147483647 ms")
    @MethodSource("durations")
    void a_duration_has_a_range(String option, Consumer<Duration> setter, long min) {
        Duration tooShort = Duration.ofMillis(min).minusNanos(1);
        Duration tooLong = Duration.ofMillis(INT).plusNanos(1);
        String range = min + " to 2147483647 ms";

        setter.accept(Duration.ofMillis(min));
        setter.accept(Duration.ofMillis(INT));
        assertRefused(option, tooShort.toString(), range, () -> setter.accept(tooShort));
        assertRefused(option, tooLong.toString(), range, () -> setter.accept(tooLong));
        assertRefused(option, "PT2562047788015215H30M7S", range, () -> setter.accept(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void a_jitter_is_a_part_of_the_delay(double jitter) {
        ReconnectPolicy.Builder reconnect = ReconnectPolicy.builder().jitter(0).jitter(1);

        assertRefused("reconnect.jitter", Double.toString(jitter), "0.0 to 1.0", () -> reconnect.jitter(jitter));
    }

    @Test
    void the_longest_reconnect_delay_is_not_below_the_first() {
        ReconnectPolicy.Builder reconnect = ReconnectPolicy.builder().interval(Duration.ofSeconds(31));

        assertRefused("reconnect.maxInterval", "PT30S", "0, or from the interval, 31000 ms, to 2147483647 ms",
                reconnect::build);
        assertThat(reconnect.maxInterval(Duration.ZERO).build().maxInterval()).isZero();
        assertThat(reconnect.maxInterval(Duration.ofSeconds(31)).build().maxInterval()).hasSeconds(31);
    }

    @Test
    @DisplayName("RFC 37: 'identity = 0*255OCTET ... The first octet of the Identity SHALL NOT be zero'")
    void a_routing_id_has_at_most_255_bytes_and_does_not_begin_with_zero() {
        SocketOptions.Builder socket = SocketOptions.builder();
        byte[] longest = "x".repeat(255).getBytes();
        String range = "0 to 255 bytes with a first byte other than 0";

        assertThat(socket.routingId(longest).build().routingId()).isEqualTo(longest);
        assertThat(socket.routingId(new byte[0]).build().routingId()).isEmpty();
        assertThat(socket.routingId(new byte[] {1, 0}).build().routingId()).containsExactly(1, 0);
        assertRefused("routingId", "256 bytes long", range, () -> socket.routingId(new byte[256]));
        assertRefused("routingId", "an id with first byte 0", range, () -> socket.routingId(new byte[] {0, 1}));
        assertRefused("routingId", "256 bytes long", range, () -> socket.routingId("ü".repeat(128)));
    }

    @Test
    void a_refused_value_leaves_the_builder_as_it_was() {
        QueueOptions.Builder queues = QueueOptions.builder().batchSize(4096);

        assertRefused("queues.batchSize", "1", "256 to 16777216", () -> queues.batchSize(1));
        assertThat(queues.build().batchSize()).isEqualTo(4096);
    }

    private static void assertRefused(String option, String value, String legalRange, Runnable setter) {
        ZmqOptionException refusal = catchThrowableOfType(ZmqOptionException.class, setter::run);

        assertThat(refusal).as("%s of %s is refused", option, value).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.EINVAL);
        assertThat(refusal.option()).isEqualTo(option);
        assertThat(refusal.value()).isEqualTo(value);
        assertThat(refusal.legalRange()).isEqualTo(legalRange);
        assertThat(refusal).hasMessage(option + " is " + value + ", legal is " + legalRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a name of 16 let", "eth/0", "a b", "ü"})
    @DisplayName("ZMQ_BINDTODEVICE: shorter than IFNAMSIZ")
    void a_device_has_a_name_that_the_kernel_could_know(String name) {
        ZmqOptionException refused = catchThrowableOfType(
                ZmqOptionException.class, () -> TcpOptions.builder().bindToDevice(name));

        assertThat(refused.code()).isEqualTo(ErrorCode.EINVAL);
        assertThat(refused).hasMessageContaining("tcp.bindToDevice").hasMessageContaining(name);
    }
}
