package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** High-water marks and back-pressure. */
interface QueueContract extends SocketContract {

    @Test
    @DisplayName("zmq_send(3): EAGAIN, non-blocking mode was requested and the message cannot be sent at the moment")
    default void a_bound_pusher_without_peers_takes_nothing() {
        PushSocket push = zmq().push();
        bind(push);

        assertThat(push.trySend(numbered(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    @DisplayName("ZMQ_SNDHWM: a connecting pusher takes as many messages as its mark says, to the message")
    default void a_connecting_pusher_takes_exactly_its_send_high_water_mark(int mark) {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(mark)));
        push.connectNow(transport().vacant());

        for (int i = 0; i < mark; i++) {
            assertThat(push.trySend(numbered(i))).as("message %d of %d", i + 1, mark).isTrue();
        }

        assertThat(push.trySend(numbered(mark))).isFalse();
    }

    @Test
    @DisplayName("ZMQ_SNDHWM: 0 means no limit")
    default void a_mark_of_zero_is_no_limit() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(0)));
        push.connectNow(transport().vacant());

        for (int i = 0; i < 20_000; i++) {
            assertThat(push.trySend(numbered(i))).isTrue();
        }
    }

    @Test
    default void large_messages_count_by_their_bytes_too() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMarkBytes(100_000)));
        push.connectNow(transport().vacant());
        ZmqMessage large = ZmqMessage.of(new byte[40_000]);

        assertThat(push.trySend(large)).isTrue();
        assertThat(push.trySend(large)).isTrue();

        assertThat(push.trySend(large)).isFalse();
        assertThat(push.trySend(ZmqMessage.of(new byte[20_000]))).isTrue();
    }

    @Test
    default void two_endpoints_have_a_queue_each() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(5)));
        push.connectNow(transport().vacant());
        push.connectNow(transport().vacant());

        for (int i = 0; i < 10; i++) {
            assertThat(push.trySend(numbered(i))).isTrue();
        }

        assertThat(push.trySend(numbered(10))).isFalse();
    }

    @Test
    default void one_waiting_send_more_than_allowed_fails_with_advice() {
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.maxPendingSends(2)));
        push.send(numbered(1)).subscribe();
        push.send(numbered(2)).subscribe();

        assertThatExceptionOfType(ZmqOverflowException.class).isThrownBy(() -> push.send(numbered(3)).block(LIMIT))
                .withMessageContaining("maxPendingSends")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EAGAIN));
    }

    @Test
    default void sends_that_waited_go_out_in_the_order_in_which_they_were_made() {
        PushSocket push = zmq().push();
        for (int i = 0; i < 100; i++) {
            push.send(numbered(i)).subscribe();
        }
        PullSocket pull = zmq().pull();

        push.connectNow(bind(pull));

        assertThat(receive(pull, 100)).isEqualTo(numbers(0, 100));
    }

    @Test
    default void a_waiting_send_that_is_cancelled_is_not_sent() {
        PushSocket push = zmq().push();
        Disposable withdrawn = push.send(numbered(1)).subscribe();
        push.send(numbered(2)).subscribe();
        withdrawn.dispose();
        PullSocket pull = zmq().pull();

        push.connectNow(bind(pull));

        assertThat(receive(pull, 1)).containsExactly(2);
    }

    @Test
    @DisplayName("ZMQ_SNDHWM, ZMQ_RCVHWM: a puller that does not read holds the pusher back, and nothing is lost")
    default void a_puller_that_does_not_read_holds_the_pusher_back() {
        SocketOptions small = smallBuffers();
        PullSocket pull = zmq().pull(small);
        PushSocket push = zmq().push(small);
        connectFully(push, bind(pull));

        int accepted = fill(push);

        assertThat(receive(pull, accepted)).isEqualTo(numbers(0, accepted));
        assertThat(push.trySend(numbered(0))).isTrue();
    }

    @Test
    @DisplayName("queues.receiveHighWaterMarkBytes: large messages hold the pusher back before there are many, nothing is lost")
    default void a_puller_takes_in_no_more_bytes_than_its_mark() {
        SocketOptions small = smallBuffers();
        PullSocket pull = zmq().pull(small.mutate(options -> options
                .queues(queues -> queues.receiveHighWaterMark(1_000).receiveHighWaterMarkBytes(100_000))));
        PushSocket push = zmq().push(small);
        connectFully(push, bind(pull));

        int accepted = fill(push::trySend, number -> ZmqMessage.builder().addInt(number).add(new byte[20_000]).build());

        assertThat(pull.statistics().queuedInbound()).isLessThanOrEqualTo(6);
        assertThat(receive(pull, accepted)).isEqualTo(numbers(0, accepted));
    }

    @Test
    default void demand_of_one_brings_one_message() {
        PullSocket pull = zmq().pull();
        PushSocket push = zmq().push();
        push.connectNow(bind(pull));
        push.send(numbered(0, 100)).subscribe();

        pull.receive().map(message -> message.frameAsInt(0)).as(flux -> StepVerifier.create(flux, 0))
                .expectSubscription()
                .thenRequest(1).expectNext(0)
                .thenRequest(2).expectNext(1, 2)
                .thenRequest(97).expectNextCount(97)
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    default void a_source_is_asked_for_no_more_than_a_batch_beyond_what_fits() {
        AtomicInteger emitted = new AtomicInteger();
        PushSocket push = zmq().push(options -> options.queues(queues -> queues.sendHighWaterMark(10)));
        push.connectNow(transport().vacant());
        Disposable sending = push.send(Flux.range(0, 1_000_000).doOnNext(i -> emitted.incrementAndGet())
                .map(SocketContract::numbered)).subscribe();

        SocketContract.eventually(() -> !push.trySend(numbered(-1)));

        assertThat(emitted.get()).isLessThanOrEqualTo(20);
        sending.dispose();
    }

    /** About a hundred kilobytes between two sockets, wherever the operating system buffers. */
    static SocketOptions smallBuffers() {
        return ContractRun.OPTIONS.mutate(options -> options
                .queues(queues -> queues.sendHighWaterMark(4).receiveHighWaterMark(4).batchSize(4_096))
                .tcp(tcp -> tcp.sendBuffer(16_384).receiveBuffer(16_384)));
    }

}
