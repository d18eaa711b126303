package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Copies of what goes through a proxy, for a socket or as a stream. */
class CaptureTest extends PipelineFixture {

    @Test
    @DisplayName("proxy.cpp: all frames of both directions are copied, the routing id of a ROUTER among them")
    void the_capture_socket_gets_both_directions() {
        RouterSocket clients = zmq.router();
        DealerSocket workers = zmq.dealer();
        PushSocket capture = zmq.push();
        PullSocket log = zmq.pull();
        ReqSocket req = zmq.req(options -> options.routingId("me"));
        RepSocket rep = zmq.rep();
        join(clients, req);
        join(workers, rep);
        join(capture, log);
        running.add(rep.reply(request -> Mono.just(ZmqMessage.of("answer"))).subscribe());
        ZmqProxy proxy = ZmqProxy.builder(clients, workers).capture(capture, CaptureMode.WAIT).build();
        start(proxy);

        req.request(ZmqMessage.of("question")).block(LIMIT);

        assertThat(log.receive().take(2).collectList().block(LIMIT))
                .containsExactly(ZmqMessage.of("me", "", "question"), ZmqMessage.of("me", "", "answer"));
        assertThat(proxy.statistics().captured()).isEqualTo(2);
    }

    @Test
    @DisplayName("a capture socket that has no room never stalls the proxy: copies are dropped and counted")
    void a_capture_without_a_peer_costs_no_message() {
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(zmq.push()).build();
        start(proxy);

        running.add(client.send(numbers(5_000)).subscribe());

        requireNumbers(worker, 0, 5_000);
        assertThat(proxy.statistics().captureDropped()).isEqualTo(5_000);
        assertThat(proxy.statistics().captured()).isZero();
    }

    @Test
    @DisplayName("asked to wait, the proxy goes as fast as its capture socket, as libzmq's does, and captures everything")
    void a_capture_that_is_waited_for_gets_everything() {
        PushSocket capture = zmq.push();
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(capture, CaptureMode.WAIT).build();
        start(proxy);
        running.add(client.send(numbers(5_000)).subscribe());

        requireNumbers(worker, 0, 1);
        assertThat(settled(() -> proxy.statistics().frontend().messagesReceived())).isEqualTo(1);
        PullSocket log = zmq.pull();
        join(capture, log);

        requireNumbers(log, 0, 5_000);
        requireNumbers(worker, 1, 4_999);
        assertThat(proxy.statistics().captureDropped()).isZero();
    }

    @Test
    void a_restart_while_a_copy_waits_loses_none_and_keeps_the_order() {
        PushSocket capture = zmq.push();
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(capture, CaptureMode.WAIT).build();
        running.add(client.send(numbers(100)).subscribe());
        for (int i = 0; i < 3; i++) {
            var run = proxy.start();
            running.add(run);
            settled(() -> proxy.statistics().frontend().messagesReceived());
            run.dispose();
        }
        start(proxy);
        PullSocket log = zmq.pull();
        join(capture, log);

        requireNumbers(log, 0, 100);
        requireNumbers(worker, 0, 100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a run that waits for the copy of the one before completes when a socket is closed")
    void a_run_that_has_not_begun_completes_with_the_sockets(boolean front) {
        ZmqSocket closing = front ? frontend : backend;
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(zmq.push(), CaptureMode.WAIT).build();
        client.send(numbers(10)).block(LIMIT);
        Disposable first = proxy.start();
        until(() -> proxy.statistics().frontend().messagesReceived() == 1);
        first.dispose();

        StepVerifier.create(proxy.run()).then(closing::dispose).expectComplete().verify(LIMIT);
    }

    @Test
    void a_capture_socket_that_is_closed_is_not_the_end() {
        PushSocket capture = zmq.push();
        ZmqProxy proxy = ZmqProxy.builder(frontend, backend).capture(capture, CaptureMode.WAIT).build();
        start(proxy);
        running.add(client.send(numbers(100)).subscribe());
        requireNumbers(worker, 0, 1);

        capture.close();

        requireNumbers(worker, 1, 99);
        assertThat(proxy.statistics().captureDropped()).isEqualTo(100);
    }

    @Test
    void a_pub_captures_for_whoever_subscribes() {
        PubSocket capture = zmq.pub();
        start(ZmqProxy.builder(frontend, backend).capture(capture).build());
        var log = zmq.sub();
        log.subscribe("");
        join(capture, log);
        running.add(Flux.interval(LIMIT.dividedBy(5_000)).concatMap(tick -> client.send(ZmqMessage.of("tick"))).subscribe());

        assertThat(log.receive().blockFirst(LIMIT)).isEqualTo(ZmqMessage.of("tick"));
    }

    @Test
    void sockets_that_cannot_take_copies_are_refused() {
        ZmqProxyBuilder builder = ZmqProxy.builder(frontend, backend);

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> builder.capture(zmq.router())).withMessageContaining("PUSH");
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> builder.capture(zmq.xsub()));
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> builder.capture(backend))
                .withMessageContaining("a socket of its own");
    }

    @Test
    void the_stream_shows_messages_to_all_its_subscribers() {
        ZmqProxy proxy = ZmqProxy.between(frontend, backend);
        start(proxy);
        Mono<List<Integer>> first = proxy.captured().map(m -> m.frameAsInt(0)).take(500).collectList().cache();
        Mono<List<Integer>> second = proxy.captured().map(m -> m.frameAsInt(0)).take(500).collectList().cache();
        running.add(first.subscribe());
        running.add(second.subscribe());

        running.add(client.send(numbers(500)).subscribe());

        requireNumbers(worker, 0, 500);
        assertThat(first.block(LIMIT)).hasSize(500).isSorted();
        assertThat(second.block(LIMIT)).isEqualTo(first.block(LIMIT));
        assertThat(proxy.statistics().capturedMissed()).isZero();
    }

    @Test
    @DisplayName("a subscriber that lags misses messages, counted; nobody waits for it")
    void a_subscriber_without_demand_costs_nothing() {
        ZmqProxy proxy = ZmqProxy.between(frontend, backend);
        start(proxy);

        StepVerifier.create(proxy.captured(), 0).expectSubscription().then(() -> {
            running.add(client.send(numbers(5_000)).subscribe());
            requireNumbers(worker, 0, 5_000);
        }).thenRequest(1).expectNextMatches(message -> message.frameAsInt(0) == 0).thenCancel().verify(LIMIT);

        assertThat(proxy.statistics().capturedMissed()).isBetween(1L, 4_999L);
    }

    @Test
    void a_subscriber_that_blocks_or_throws_stalls_nobody() {
        CountDownLatch blocked = new CountDownLatch(1);
        ZmqProxy proxy = ZmqProxy.between(frontend, backend);
        start(proxy);
        running.add(proxy.captured().subscribe(message -> {
            try {
                blocked.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }));
        running.add(proxy.captured().subscribe(message -> {
            throw new IllegalStateException("thrown by the subscriber of a test");
        }, thrown -> { }));

        running.add(client.send(numbers(5_000)).subscribe());

        requireNumbers(worker, 0, 5_000);
        blocked.countDown();
    }

    @Test
    void the_stream_completes_when_a_socket_is_closed() {
        ZmqProxy proxy = ZmqProxy.between(frontend, backend);

        StepVerifier.create(proxy.captured()).then(backend::close).expectComplete().verify(LIMIT);
    }
}
