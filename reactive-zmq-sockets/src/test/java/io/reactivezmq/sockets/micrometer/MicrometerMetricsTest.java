package io.reactivezmq.sockets.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketMetrics;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MicrometerMetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ZmqContext zmq = context(MicrometerMetrics.of(registry));

    private static ZmqContext context(SocketMetrics metrics) {
        return TestContexts.builder()
                .options(SocketOptions.builder().linger(Duration.ZERO).build()).metrics(metrics).build();
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    private RequiredSearch meter(String name, String type, String... tags) {
        return registry.get("reactive.zmq." + name).tags("type", type, "name", "").tags(tags);
    }

    private double counted(String name, String type, String... tags) {
        return meter(name, type, tags).functionCounter().count();
    }

    private double gauged(String name, String type, String... tags) {
        return meter(name, type, tags).gauge().value();
    }

    private static Endpoint bind(ZmqSocket socket) {
        return socket.bindNow("tcp://127.0.0.1:*");
    }

    /** For what has no signal: looks again and again. */
    private static void eventually(java.util.function.BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> condition.getAsBoolean()).blockFirst(LIMIT);
    }

    @Test
    void messages_bytes_and_peers_are_those_of_statistics() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        push.connectNow(bind(pull));

        push.send(Flux.just(ZmqMessage.of(new byte[42])).repeat(9)).block(LIMIT);
        pull.receive().take(10).blockLast(LIMIT);

        eventually(() -> counted("messages.sent", "PUSH") == 10 && counted("messages.received", "PULL") == 10);
        assertThat(counted("data.sent", "PUSH")).isEqualTo(420);
        assertThat(counted("data.received", "PULL")).isEqualTo(420);
        assertThat(gauged("peers", "PULL")).isEqualTo(1);
        assertThat(gauged("sockets", "PUSH")).isEqualTo(1);
        assertThat(counted("reconnects", "PUSH")).isZero();
    }

    @Test
    void messages_that_wait_are_told_by_direction() {
        PushSocket push = zmq.push();
        PullSocket gone = zmq.pull();
        Endpoint endpoint = bind(gone);
        gone.close();
        push.connectNow(endpoint);

        push.send(Flux.just(ZmqMessage.of("a"), ZmqMessage.of("b"))).block(LIMIT);

        assertThat(gauged("queued", "PUSH", "direction", "outbound")).isEqualTo(2);
        assertThat(gauged("queued", "PUSH", "direction", "inbound")).isZero();
    }

    @Test
    void every_reason_to_drop_is_a_tag() {
        zmq.pub();

        for (DropReason reason : DropReason.values()) {
            assertThat(counted("dropped", "PUB", "reason", reason.name().toLowerCase(java.util.Locale.ROOT))).isZero();
        }
    }

    @Test
    void a_failed_handshake_is_counted_by_cause() {
        PullSocket pull = zmq.pull();
        Mono<SocketEvent> failure = pull.events().filter(HandshakeFailed.class::isInstance).next().cache();
        failure.subscribe();

        zmq.pull().connectNow(bind(pull));
        failure.block(LIMIT);

        eventually(() -> registry.find("reactive.zmq.handshakes.failed").functionCounter() != null);
        assertThat(counted("handshakes.failed", "PULL", "cause", "socket_type_mismatch")).isPositive();
    }

    @Test
    @DisplayName("sockets of one type and name are one time series, which goes on when one of them is closed")
    void sockets_with_the_same_tags_add_up() {
        PullSocket pull = zmq.pull();
        Endpoint endpoint = bind(pull);
        PushSocket first = zmq.push();
        PushSocket second = zmq.push();
        first.connectNow(endpoint);
        second.connectNow(endpoint);
        first.send(ZmqMessage.of("a")).block(LIMIT);
        second.send(ZmqMessage.of("b")).block(LIMIT);
        pull.receive().take(2).blockLast(LIMIT);
        eventually(() -> counted("messages.sent", "PUSH") == 2);

        first.close();

        eventually(() -> gauged("sockets", "PUSH") == 1);
        assertThat(counted("messages.sent", "PUSH")).isEqualTo(2);
    }

    @Test
    void a_name_tells_sockets_of_one_type_apart() {
        PubSocket ticks = zmq.pub(options -> options.name("ticks"));
        zmq.pub();

        assertThat(registry.get("reactive.zmq.sockets").tags("type", "PUB", "name", "ticks").gauge().value()).isEqualTo(1);
        assertThat(registry.get("reactive.zmq.sockets").tags("type", "PUB", "name", "").gauge().value()).isEqualTo(1);
        ticks.close();
        eventually(() -> registry.find("reactive.zmq.sockets").tags("name", "ticks").gauge() == null);
        assertThat(registry.find("reactive.zmq.sockets").tags("name", "").gauge()).isNotNull();
    }

    @Test
    void the_meters_go_with_the_last_socket() {
        PushSocket first = zmq.push();
        PushSocket second = zmq.push();

        first.close();
        second.close();

        eventually(() -> registry.getMeters().isEmpty());
    }

    @Test
    void tags_of_the_application_are_on_every_meter() {
        try (ZmqContext tagged = context(MicrometerMetrics.of(registry, Tags.of("service", "billing")))) {
            tagged.req();

            assertThat(registry.getMeters()).isNotEmpty().extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getTag("service")).isEqualTo("billing"));
        }
    }

    @Test
    void metrics_without_a_registry_are_those_of_the_global_one() {
        Metrics.addRegistry(registry);
        try (ZmqContext global = TestContexts.builder().metrics().build()) {
            global.xsub();

            assertThat(gauged("sockets", "XSUB")).isEqualTo(1);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void a_context_without_metrics_has_no_meters() {
        try (ZmqContext plain = TestContexts.create()) {
            plain.xpub();

            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    @DisplayName("SocketMetrics.opened: what it throws is thrown to whoever opens the socket, which is closed")
    void metrics_that_fail_leave_no_socket_behind() {
        AtomicReference<ZmqSocket> seen = new AtomicReference<>();
        SocketMetrics broken = socket -> {
            seen.set(socket);
            throw new IllegalStateException("no more meters");
        };
        try (ZmqContext context = context(broken)) {
            assertThatIllegalStateException().isThrownBy(context::push).withMessage("no more meters");

            assertThat(seen.get().isDisposed()).isTrue();
        }
    }
}
