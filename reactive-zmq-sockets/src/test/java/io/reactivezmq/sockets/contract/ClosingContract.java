package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** The end of a socket. */
interface ClosingContract extends SocketContract {

    @Test
    @DisplayName("ZMQ_LINGER: pending messages shall be sent before the socket is gone")
    default void what_was_sent_before_close_is_delivered() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push(options -> options.linger(LIMIT));
        push.connectNow(bind(pull));
        for (int i = 0; i < 1_000; i++) {
            assertThat(push.trySend(numbered(i))).isTrue();
        }

        push.dispose();

        assertThat(receive(pull, 1_000)).isEqualTo(numbers(0, 1_000));
        push.onDispose().block(LIMIT);
        assertThat(push.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("ZMQ_LINGER: a peer that comes within the time gets what waited")
    default void a_puller_that_comes_during_linger_gets_what_waited() {
        Endpoint endpoint = transport().vacant();
        PushSocket push = zmq().push(options -> options.linger(LIMIT));
        push.connectNow(endpoint);
        push.trySend(numbered(1));
        push.dispose();

        PullSocket pull = zmq().pull();
        pull.bindNow(endpoint);

        assertThat(receive(pull, 1)).containsExactly(1);
        push.onDispose().block(LIMIT);
    }

    @Test
    @DisplayName("ZMQ_LINGER: after the period pending messages shall be discarded")
    default void what_linger_could_not_deliver_is_counted() {
        PushSocket push = zmq().push(options -> options.linger(Duration.ofMillis(20)));
        push.connectNow(transport().vacant());
        for (int i = 0; i < 5; i++) {
            push.trySend(numbered(i));
        }

        push.disposeLater().block(LIMIT);

        assertThat(push.statistics().dropped()).containsOnly(java.util.Map.entry(DropReason.LINGER_EXPIRED, 5L));
    }

    @Test
    @DisplayName("ZMQ_LINGER 0: pending messages shall be discarded immediately")
    default void without_linger_everything_queued_is_dropped_and_counted() {
        PushSocket push = zmq().push(options -> options.linger(Duration.ZERO));
        push.connectNow(transport().vacant());
        push.trySend(numbered(1));

        push.close();

        assertThat(push.statistics().dropped(DropReason.LINGER_EXPIRED)).isEqualTo(1);
    }

    @Test
    @DisplayName("ZMQ_LINGER applies to zmq_disconnect(3) too")
    default void disconnecting_counts_what_linger_could_not_deliver() {
        PushSocket push = zmq().push(options -> options.linger(Duration.ofMillis(20)));
        Endpoint endpoint = push.connectNow(transport().vacant());
        push.trySend(numbered(1));

        push.disconnect(endpoint).block(LIMIT);

        assertThat(push.statistics().dropped(DropReason.LINGER_EXPIRED)).isEqualTo(1);
    }

    @Test
    default void closing_completes_the_receiver_and_keeps_what_it_got() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        push.send(numbered(0, 2)).subscribe();

        pull.receive().map(message -> message.frameAsInt(0)).as(StepVerifier::create)
                .expectNext(0, 1)
                .then(pull::dispose)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    default void a_receiver_without_demand_completes_as_well() {
        PullSocket pull = zmq().pull();

        pull.receive().as(flux -> StepVerifier.create(flux, 0))
                .expectSubscription()
                .then(pull::dispose)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    default void receiving_from_a_closed_socket_completes_at_once() {
        PullSocket pull = zmq().pull();
        pull.close();

        pull.receive().as(StepVerifier::create).expectComplete().verify(LIMIT);
    }

    private static void assertClosed(Callable<?> call) {
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(call::call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENOTSOCK))
                .satisfies(e -> assertThat(e.isRetryable()).isFalse());
    }

    @Test
    @DisplayName("ENOTSOCK: the provided socket was invalid")
    default void calls_on_a_closed_socket_fail() {
        PushSocket push = zmq().push();
        Endpoint bound = bind(push);
        Endpoint vacant = transport().vacant();
        push.close();

        assertClosed(() -> push.bindNow(transport().wildcard()));
        assertClosed(() -> push.connectNow(vacant));
        assertClosed(() -> push.unbind(bound).block(LIMIT));
        assertClosed(() -> push.disconnect(vacant).block(LIMIT));
        assertClosed(() -> push.send(numbered(1)).block(LIMIT));
        assertClosed(() -> push.send(numbered(1, 3)).block(LIMIT));
        assertClosed(() -> push.trySend(numbered(1)));
    }

    @Test
    default void calls_on_a_closed_publisher_fail_though_it_never_waits() {
        PubSocket pub = zmq().pub();
        pub.close();

        assertClosed(() -> pub.send(ZmqMessage.of("a")).block(LIMIT));
        assertClosed(() -> pub.send(numbered(1, 3)).block(LIMIT));
        assertClosed(() -> pub.trySend(ZmqMessage.of("a")));
    }

    @Test
    default void a_subscriber_of_a_closed_socket_cancels() {
        PushSocket push = zmq().push();
        push.close();
        TestPublisher<ZmqMessage> source = TestPublisher.create();
        Sinks.Empty<Void> cancelled = Sinks.empty();

        source.flux().doOnCancel(cancelled::tryEmitEmpty).subscribe(push.asSubscriber());

        cancelled.asMono().block(LIMIT);
    }

    @Test
    default void waiting_sends_fail_when_the_socket_closes() {
        PushSocket push = zmq().push();

        push.send(numbered(1)).as(StepVerifier::create)
                .expectSubscription()
                .then(push::dispose)
                .expectError(ZmqClosedException.class)
                .verify(LIMIT);
    }

    @Test
    default void a_publisher_that_waits_for_room_is_cancelled_when_the_socket_closes() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(1)));
        push.connectNow(transport().vacant());
        Sinks.Empty<Void> cancelled = Sinks.empty();

        push.send(numbered(0, 1_000).doOnCancel(cancelled::tryEmitEmpty)).as(StepVerifier::create)
                .expectSubscription()
                .then(push::dispose)
                .expectError(ZmqClosedException.class)
                .verify(LIMIT);

        cancelled.asMono().block(LIMIT);
    }

    @Test
    @DisplayName("SendingSocket.send(Publisher): ZmqClosedException when the socket is closed, which also cancels the publisher")
    default void a_silent_publisher_is_cancelled_when_the_socket_closes() {
        PubSocket pub = zmq().pub();
        Sinks.Empty<Void> cancelled = Sinks.empty();

        pub.send(Flux.<ZmqMessage>never().doOnCancel(cancelled::tryEmitEmpty)).as(StepVerifier::create)
                .expectSubscription()
                .then(pub::dispose)
                .expectError(ZmqClosedException.class)
                .verify(LIMIT);

        cancelled.asMono().block(LIMIT);
    }

    @Test
    default void closing_twice_is_closing_once() {
        PullSocket pull = zmq().pull();
        bind(pull);
        Mono<Void> later = pull.disposeLater();
        assertThat(pull.isDisposed()).isFalse();

        later.block(LIMIT);
        later.block(LIMIT);
        pull.close();
        pull.dispose();
        pull.onDispose().block(LIMIT);

        assertThat(pull.isDisposed()).isTrue();
    }

    @Test
    @DisplayName("on a thread that must not block, close() starts the closing and does not wait")
    default void a_subscriber_may_close_the_socket_it_receives_from() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        push.send(numbered(0, 100)).subscribe();

        assertThat(await(pull.receive().doOnNext(message -> pull.close()).count())).isEqualTo(1);

        pull.onDispose().block(LIMIT);
    }

    @Test
    @DisplayName("nothing blocks an event loop")
    default void waiting_on_an_event_loop_is_refused() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        AtomicBoolean attempted = new AtomicBoolean();
        Endpoint endpoint = bind(pull);

        pull.receive().take(1)
                .doOnNext(message -> {
                    attempted.set(true);
                    pull.bindNow(transport().wildcard());
                })
                .as(StepVerifier::create)
                .expectSubscription()
                // whoever subscribes or requests may be given what waits already; what arrives later comes from a loop
                .then(() -> {
                    push.connectNow(endpoint);
                    push.send(numbered(1)).subscribe();
                })
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("block"))
                .verify(LIMIT);

        assertThat(attempted).isTrue();
    }
}
