package io.reactivezmq.proxy.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.proxy.SteerableProxy;
import io.reactivezmq.proxy.ZmqProxy;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ProxyMetersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double count(String name, String... tags) {
        return registry.get("reactive.zmq.proxy." + name).tags(tags).functionCounter().count();
    }

    @Test
    void meters_show_the_numbers_of_the_proxy() {
        try (ZmqContext zmq = TestContexts.create()) {
            PullSocket frontend = zmq.pull();
            PushSocket backend = zmq.push();
            PushSocket client = zmq.push();
            PullSocket worker = zmq.pull();
            client.connectNow(frontend.bindNow("tcp://127.0.0.1:*"));
            worker.connectNow(backend.bindNow("tcp://127.0.0.1:*"));
            ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(zmq.push()).build();
            ProxyMeters.of("orders", proxy).bindTo(registry);
            proxy.start();

            client.send(ZmqMessage.of("12", "345")).block(LIMIT);
            worker.receive().blockFirst(LIMIT);

            assertThat(count("messages.received", "proxy", "orders", "side", "frontend")).isEqualTo(1);
            assertThat(count("data.received", "side", "frontend")).isEqualTo(5);
            assertThat(count("messages.sent", "side", "frontend")).isZero();
            assertThat(count("messages.sent", "side", "backend")).isEqualTo(1);
            assertThat(count("data.sent", "side", "backend")).isEqualTo(5);
            assertThat(count("captured")).isZero();
            assertThat(count("dropped", "reason", "capture")).isEqualTo(1);
            assertThat(count("dropped", "reason", "captured")).isZero();
            assertThat(count("dropped", "reason", "undeliverable")).isZero();
        }
    }

    @Test
    void another_proxy_takes_the_name_when_the_one_before_has_given_it_up() {
        try (ZmqContext zmq = TestContexts.create()) {
            PullSocket frontend = zmq.pull();
            PushSocket backend = zmq.push();
            PushSocket client = zmq.push();
            client.connectNow(frontend.bindNow("tcp://127.0.0.1:*"));
            zmq.pull().connectNow(backend.bindNow("tcp://127.0.0.1:*"));
            ProxyMeters before = ProxyMeters.of("orders", ZmqProxy.between(frontend, backend));
            before.bindTo(registry);
            before.close();
            assertThat(registry.getMeters()).isEmpty();

            ZmqProxy proxy = ZmqProxy.between(frontend, backend);
            ProxyMeters.of("orders", proxy).bindTo(registry);
            proxy.start();
            client.send(ZmqMessage.of("one")).block(LIMIT);

            Flux.interval(Duration.ofMillis(2)).onBackpressureDrop()
                    .filter(tick -> count("messages.sent", "proxy", "orders", "side", "backend") == 1).blockFirst(LIMIT);
        }
    }

    @Test
    void proxies_are_told_apart_by_their_names() {
        try (ZmqContext zmq = TestContexts.create()) {
            ProxyMeters.of("one", SteerableProxy.between(zmq.pull(), zmq.push())).bindTo(registry);
            ProxyMeters.of("two", SteerableProxy.between(zmq.xsub(), zmq.xpub())).bindTo(registry);

            assertThat(registry.get("reactive.zmq.proxy.captured").functionCounters()).hasSize(2);
        }
    }
}
