package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Control by typed calls, and the numbers (libzmq's test_proxy_steerable.cpp). */
class SteerableProxyTest extends PipelineFixture {

    private final SteerableProxy proxy = SteerableProxy.between(frontend, backend);

    @Test
    @DisplayName("PAUSE holds messages: back-pressure, no loss; RESUME continues")
    void a_pause_holds_messages_and_resume_goes_on() {
        running.add(proxy.start());
        client.send(numbers(10)).block(LIMIT);
        requireNumbers(worker, 0, 10);

        proxy.pause();
        client.send(numbers(20).skip(10)).block(LIMIT);
        until(() -> frontend.statistics().messagesReceived() == 20);
        assertThat(proxy.statistics().frontend().messagesReceived()).isEqualTo(10);
        assertThat(proxy.isPaused()).isTrue();
        proxy.resume();

        requireNumbers(worker, 10, 10);
        assertThat(proxy.isPaused()).isFalse();
    }

    @Test
    void a_run_that_begins_paused_forwards_nothing_before_it_is_resumed() {
        proxy.pause();
        running.add(proxy.start());
        client.send(numbers(5)).block(LIMIT);
        until(() -> frontend.statistics().messagesReceived() == 5);
        assertThat(proxy.statistics().frontend().messagesReceived()).isZero();

        proxy.resume();

        requireNumbers(worker, 0, 5);
    }

    @Test
    void pausing_again_and_again_loses_nothing() {
        running.add(proxy.start());
        running.add(client.send(numbers(20_000)).subscribe());
        running.add(Mono.fromRunnable(() -> {
            proxy.pause();
            proxy.resume();
            proxy.pause();
            proxy.pause();
            proxy.resume();
        }).delaySubscription(Duration.ofMillis(1)).repeat().subscribe());

        requireNumbers(worker, 0, 20_000);
    }

    @Test
    void terminate_completes_the_run_and_the_next_one_is_not_paused() {
        StepVerifier.create(proxy.run()).then(proxy::pause).then(proxy::terminate).expectComplete().verify(LIMIT);

        running.add(proxy.start());
        client.send(numbers(5)).block(LIMIT);

        requireNumbers(worker, 0, 5);
    }

    @Test
    @DisplayName("terminated and started again, with every message in order")
    void it_is_terminated_again_and_again_without_loss() {
        running.add(client.send(numbers(20_000)).subscribe());
        running.add(proxy.run().repeat().subscribe());
        running.add(Mono.fromRunnable(proxy::terminate).delaySubscription(Duration.ofMillis(2)).repeat().subscribe());

        requireNumbers(worker, 0, 20_000);
        assertThat(backend.statistics().dropped(DropReason.UNSENT)).isZero();
    }

    @Test
    @DisplayName("when a run has completed, its sockets are free: for another proxy, for example")
    void one_proxy_after_the_other_forwards_between_the_same_sockets() {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        running.add(client.send(numbers(20_000)).subscribe());
        running.add(Mono.defer(() -> {
            SteerableProxy next = SteerableProxy.between(frontend, backend);
            running.add(Mono.fromRunnable(next::terminate).delaySubscription(Duration.ofMillis(2)).subscribe());
            return next.run();
        }).repeat().subscribe(none -> { }, failures::add));

        assertThat(worker.receive().map(message -> message.frameAsInt(0)).take(20_000).distinct().count().block(LIMIT))
                .isEqualTo(20_000);
        assertThat(failures).isEmpty();
    }

    @Test
    @DisplayName("what ROUTER and DEALER carry is counted on both sides, in messages, frames (the routing id among them) and bytes")
    void statistics_match_what_was_sent() {
        RouterSocket clients = zmq.router();
        DealerSocket workers = zmq.dealer();
        DealerSocket asking = zmq.dealer(options -> options.routingId("1234"));
        DealerSocket answering = zmq.dealer();
        join(clients, asking);
        join(workers, answering);
        SteerableProxy both = SteerableProxy.between(clients, workers);
        running.add(both.start());
        running.add(answering.send(answering.receive().take(100).map(request -> ZmqMessage.of("1234", "answer"))).subscribe());

        asking.send(numbers(100).map(n -> n.withFirst("xyz"))).block(LIMIT);
        asking.receive().take(100).blockLast(LIMIT);

        ProxyStatistics statistics = both.statistics();
        assertThat(statistics.frontend()).isEqualTo(new ProxyStatistics.Side(100, 300, 1_100, 100, 200, 1_000));
        assertThat(statistics.backend()).isEqualTo(new ProxyStatistics.Side(100, 200, 1_000, 100, 300, 1_100));
        assertThat(List.of(statistics.captured(), statistics.captureDropped(), statistics.capturedMissed(),
                statistics.undeliverable())).containsOnly(0L);
    }

    @Test
    void statistics_are_a_stream_too() {
        running.add(proxy.start());
        running.add(client.send(numbers(10)).subscribe());

        StepVerifier.create(proxy.statistics(Duration.ofMillis(5)).filter(numbers -> numbers.backend().messagesSent() == 10).take(2))
                .expectNextCount(2).expectComplete().verify(LIMIT);
        StepVerifier.create(proxy.statistics(Duration.ofMillis(5))).expectNextCount(1).then(frontend::dispose)
                .thenConsumeWhile(any -> true).expectComplete().verify(LIMIT);
    }

    @Test
    void a_control_socket_that_cannot_take_commands_is_refused() {
        SteerableProxyBuilder builder = SteerableProxy.builder(frontend, backend);

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> builder.control(zmq.push())).withMessageContaining("REP");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> builder.control(frontend));
    }
}
