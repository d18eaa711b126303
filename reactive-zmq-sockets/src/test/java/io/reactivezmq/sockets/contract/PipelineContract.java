package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** PUSH and PULL (RFC 30). */
interface PipelineContract extends SocketContract {

    @Test
    @DisplayName("RFC 30 PULL: SHALL deliver these to its calling application, in the order in which they were sent")
    default void a_bound_puller_receives_in_order_from_a_connected_pusher() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));

        push.send(numbered(0, 10_000)).subscribe();

        assertThat(receive(pull, 10_000)).isEqualTo(numbers(0, 10_000));
    }

    @Test
    default void a_connected_puller_receives_in_order_from_a_bound_pusher() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        pull.connectNow(bind(push));

        push.send(numbered(0, 10_000)).subscribe();

        assertThat(receive(pull, 10_000)).isEqualTo(numbers(0, 10_000));
    }

    @Test
    @DisplayName("RFC 30 PUSH, RFC 30 PULL: SHALL not filter or modify outgoing messages in any way; "
            + "SHALL not filter or modify incoming messages in any way")
    default void a_message_keeps_its_frames_whatever_their_sizes() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 7);
        List<ZmqMessage> messages = List.of(ZmqMessage.empty(), ZmqMessage.of("", "a", "", "b"),
                ZmqMessage.of(new byte[255], new byte[256], new byte[65_536]), ZmqMessage.of(large, new byte[0], large));

        push.send(Flux.fromIterable(messages)).subscribe();

        assertThat(await(pull.receive().take(messages.size()).collectList())).isEqualTo(messages);
    }

    @Test
    @DisplayName("zmq_bind(3), zmq_connect(3): a socket binds and connects any number of endpoints")
    default void one_socket_binds_and_connects_many_endpoints() {
        PullSocket pull = zmq().pull();
        PushSocket first = zmq().push();
        PushSocket second = zmq().push();
        PushSocket third = zmq().push();
        first.connectNow(bind(pull));
        second.connectNow(bind(pull));
        pull.connectNow(bind(third));

        first.send(numbered(1)).subscribe();
        second.send(numbered(2)).subscribe();
        third.send(numbered(3)).subscribe();

        assertThat(receive(pull, 3)).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    @DisplayName("RFC 30 PUSH: SHALL route outgoing messages to available peers using a round-robin strategy "
            + "(test_spec_pushpull.cpp)")
    default void each_of_three_pullers_gets_every_third_message() {
        List<PullSocket> pullers = List.of(zmq().pull(), zmq().pull(), zmq().pull());
        PushSocket push = zmq().push();
        pullers.forEach(pull -> push.connectNow(bind(pull)));

        IntStream.range(0, 300).forEach(i -> assertThat(push.trySend(numbered(i))).isTrue());

        for (int i = 0; i < 3; i++) {
            int nth = i;
            assertThat(receive(pullers.get(i), 100)).isEqualTo(numbers(0, 300).stream().filter(n -> n % 3 == nth).toList());
        }
    }

    @Test
    @DisplayName("RFC 30 PULL: SHALL receive incoming messages from its peers using a fair-queuing strategy; SHALL "
            + "maintain an incoming queue for each connected peer (test_spec_pushpull.cpp)")
    default void a_flood_from_one_pusher_does_not_starve_two_others() {
        PullSocket pull = zmq().pull();
        Endpoint endpoint = bind(pull);
        PushSocket flood = zmq().push();
        flood.connectNow(endpoint);
        Disposable flooding = flood.send(Flux.just(numbered(-1)).repeat()).subscribe();
        List<PushSocket> others = List.of(zmq().push(), zmq().push());
        others.forEach(push -> push.connectNow(endpoint));

        others.forEach(push -> push.send(numbered(0, 10)).subscribe());

        assertThat(await(pull.receive().map(m -> m.frameAsInt(0)).filter(n -> n >= 0).take(20).collectList()))
                .containsExactlyInAnyOrderElementsOf(Flux.range(0, 10).repeat(1).collectList().block());
        flooding.dispose();
    }

    @Test
    @DisplayName("RFC 30 PUSH: SHALL block on sending, or return a suitable error, when it has no available peers "
            + "(test_spec_pushpull.cpp)")
    default void a_send_without_peers_waits_and_completes_when_one_comes() {
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(push);

        push.send(numbered(7)).as(StepVerifier::create)
                .expectSubscription()
                .then(() -> zmq().pull().connectNow(endpoint))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    default void a_publisher_is_not_asked_before_there_is_a_peer_and_then_sent_whole() {
        PushSocket push = zmq().push();
        Endpoint endpoint = bind(push);
        PullSocket pull = zmq().pull();

        push.send(numbered(0, 5_000)).as(StepVerifier::create)
                .expectSubscription()
                .then(() -> pull.connectNow(endpoint))
                .then(() -> assertThat(receive(pull, 5_000)).isEqualTo(numbers(0, 5_000)))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    default void the_error_of_a_publisher_follows_its_messages() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));

        push.send(numbered(0, 10).concatWith(Flux.error(new IllegalStateException("the source broke"))))
                .as(StepVerifier::create)
                .expectErrorMessage("the source broke")
                .verify(LIMIT);

        assertThat(receive(pull, 10)).isEqualTo(numbers(0, 10));
    }

    @Test
    default void a_subscriber_sends_what_it_gets() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));

        numbered(0, 1_000).subscribe(push.asSubscriber());

        assertThat(receive(pull, 1_000)).isEqualTo(numbers(0, 1_000));
    }

    @Test
    @DisplayName("sockets are thread-safe: any thread may send, and each thread's messages keep their order")
    default void four_threads_send_at_once_and_nothing_is_lost_or_reordered() throws InterruptedException {
        int each = 5_000;
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        CountDownLatch ready = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.add(new Thread(() -> {
                ready.countDown();
                for (int i = 0; i < each; i++) {
                    ZmqMessage message = ZmqMessage.builder().addInt(thread).addInt(i).build();
                    if (!push.trySend(message)) {
                        push.send(message).block(LIMIT);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);

        var byThread = await(pull.receive().take(4L * each).collect(Collectors.groupingBy(
                message -> message.frameAsInt(0), Collectors.mapping(message -> message.frameAsInt(1), Collectors.toList()))));

        assertThat(byThread).hasSize(4).allSatisfy((thread, got) -> assertThat(got).isEqualTo(numbers(0, each)));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    default void cancelling_and_subscribing_again_loses_nothing() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        push.send(numbered(0, 5_000)).subscribe();

        List<Integer> got = new ArrayList<>();
        for (int part = 0; part < 500; part++) {
            got.addAll(receive(pull, 10));
        }

        assertThat(got).isEqualTo(numbers(0, 5_000));
    }

    @Test
    default void a_second_subscriber_at_the_same_time_is_told_to_share() {
        PullSocket pull = zmq().pull();
        Disposable first = pull.receive().subscribe();

        pull.receive().as(StepVerifier::create)
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("share()"))
                .verify(LIMIT);

        assertThat(first.isDisposed()).isFalse();
    }

    @Test
    default void shared_reception_gives_every_message_to_each_subscriber() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        Flux<Integer> shared = pull.receive().map(message -> message.frameAsInt(0)).take(10).publish().autoConnect(2);
        var first = shared.collectList().toFuture();
        var second = shared.collectList().toFuture();

        push.connectNow(bind(pull));
        push.send(numbered(0, 10)).subscribe();

        assertThat(first).succeedsWithin(LIMIT).isEqualTo(numbers(0, 10));
        assertThat(second).succeedsWithin(LIMIT).isEqualTo(numbers(0, 10));
    }

    @Test
    default void peers_of_one_puller_are_told_apart_by_their_accepted_connections() {
        PullSocket pull = zmq().pull();
        EventLog events = EventLog.of(pull);
        Endpoint endpoint = bind(pull);
        zmq().push().connectNow(endpoint);
        zmq().push().connectNow(endpoint);

        assertThat(events.await(Accepted.class, 2)).allSatisfy(accepted -> assertThat(accepted.endpoint()).isEqualTo(endpoint));
    }
}
