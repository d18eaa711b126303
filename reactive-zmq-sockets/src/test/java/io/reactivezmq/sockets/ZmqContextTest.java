package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ZmqContextTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static void assertMessagesPass(ZmqContext zmq) {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
        push.send(Flux.range(0, 1_000).map(i -> ZmqMessage.builder().addInt(i).build())).subscribe();
        List<Integer> got = Objects.requireNonNull(
                pull.receive().take(1_000).map(message -> message.frameAsInt(0)).collectList().block(LIMIT));
        assertThat(got).hasSize(1_000).isSorted();
    }

    @ParameterizedTest
    @EnumSource(value = IoTransport.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("every transport runs the same: a context uses what it was asked for, or says that it is not available")
    void what_is_asked_for_is_used_or_refused(IoTransport io) {
        if (!NettyStack.isAvailable(io)) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> ZmqContext.builder().io(io).build())
                    .withMessageContaining(io.name())
                    .withMessageContaining("AUTO");
            return;
        }
        try (ZmqContext zmq = ZmqContext.builder().io(io).build()) {
            assertThat(zmq.io()).isEqualTo(io);
            assertMessagesPass(zmq);
        }
    }

    @Test
    @DisplayName("the first of io_uring, epoll, kqueue and NIO that works here")
    void auto_is_the_best_that_is_available() {
        IoTransport best = Stream.of(IoTransport.IO_URING, IoTransport.EPOLL, IoTransport.KQUEUE, IoTransport.NIO)
                .filter(NettyStack::isAvailable).findFirst().orElseThrow();

        try (ZmqContext zmq = ZmqContext.create()) {
            assertThat(zmq.io()).isEqualTo(best);
        }
    }

    @Test
    void messages_pass_on_the_io_of_this_test_run_with_one_event_loop() {
        try (ZmqContext zmq = TestContexts.builder().ioThreads(1).build()) {
            assertMessagesPass(zmq);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("ZMQ_IO_THREADS: so many threads serve connections, which are spread over them")
    void accepted_connections_are_spread_over_the_event_loops(int loops) throws InterruptedException {
        BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
        Set<Thread> different = new HashSet<>();
        try (ZmqContext zmq = TestContexts.builder().ioThreads(loops).build(); ZmqContext others = TestContexts.create()) {
            PullSocket pull = zmq.pull();
            pull.receive().subscribe(message -> readers.add(Thread.currentThread()));
            Endpoint endpoint = pull.bindNow("tcp://127.0.0.1:*");
            for (int i = 0; i < 4 * loops; i++) {
                PushSocket push = others.push();
                push.connectNow(endpoint);
                push.trySend(ZmqMessage.of("who reads?"));
                different.add(readers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
        }

        assertThat(different).hasSize(loops).doesNotContainNull();
    }

    @Test
    @DisplayName("busyPoll polls without blocking for a while; it needs Netty 4.2")
    void messages_pass_while_event_loops_poll_busily() {
        assumeTrue(NettyStack.BUSY_POLL_SUPPORTED, "this run is on Netty 4.1");
        try (ZmqContext zmq = TestContexts.builder().busyPoll(Duration.ofNanos(50_000)).build()) {
            assertMessagesPass(zmq);
        }
    }

    @Test
    void a_busy_poll_that_the_netty_version_has_not_is_refused() {
        assumeTrue(!NettyStack.BUSY_POLL_SUPPORTED, "this run is on Netty 4.2");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ZmqContext.builder().busyPoll(Duration.ofNanos(1)).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1025, Integer.MAX_VALUE})
    @DisplayName("ZMQ_IO_THREADS: 1 to 1024")
    void a_number_of_threads_out_of_range_is_refused(int threads) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqContext.builder().ioThreads(threads))
                .withMessageContaining("ioThreads").withMessageContaining("1 to 1024")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EINVAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT0.100000001S", "PT1H"})
    void a_busy_poll_out_of_range_is_refused(Duration budget) {
        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> ZmqContext.builder().busyPoll(budget))
                .withMessageContaining("busyPoll");
    }

    @Test
    void sockets_take_the_options_of_the_context_unless_they_are_given_others() {
        SocketOptions defaults = SocketOptions.builder().linger(Duration.ofMillis(7)).build();
        try (ZmqContext zmq = TestContexts.builder().options(defaults).build()) {
            assertThat(zmq.push().options()).isEqualTo(defaults);
            assertThat(zmq.sub(SocketOptions.defaults()).options()).isEqualTo(SocketOptions.defaults());
            SocketOptions changed = zmq.pub(options -> options.queues(queues -> queues.sendHighWaterMark(3))).options();
            assertThat(changed.linger()).isEqualTo(Duration.ofMillis(7));
            assertThat(changed.queues().sendHighWaterMark()).isEqualTo(3);
        }
    }

    @Test
    void each_call_opens_a_socket_of_its_type() {
        try (ZmqContext zmq = TestContexts.create()) {
            assertThat(zmq.push().type()).isEqualTo(SocketType.PUSH);
            assertThat(zmq.pull().type()).isEqualTo(SocketType.PULL);
            assertThat(zmq.pub().type()).isEqualTo(SocketType.PUB);
            assertThat(zmq.sub().type()).isEqualTo(SocketType.SUB);
            assertThat(zmq.push()).isNotSameAs(zmq.push());
        }
    }

    @Test
    @DisplayName("zmq_ctx_term(3): sockets of a closed context are closed")
    void closing_the_context_closes_its_sockets() {
        ZmqContext zmq = TestContexts.create();
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
        Mono<Long> received = pull.receive().count();
        var count = received.toFuture();

        zmq.close();

        assertThat(count).succeedsWithin(LIMIT).isEqualTo(0L);
        assertThat(pull.isDisposed()).isTrue();
        push.onDispose().block(LIMIT);
        assertThat(zmq.isDisposed()).isTrue();
    }

    @Test
    @DisplayName("ETERM: the context was terminated")
    void a_closed_context_opens_no_socket() {
        ZmqContext zmq = TestContexts.create();
        zmq.close();

        for (Runnable open : List.<Runnable>of(zmq::push, zmq::pull, zmq::pub, zmq::sub)) {
            assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(open::run)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ETERM));
        }
    }

    @Test
    void a_socket_of_a_closed_context_fails_as_a_closed_socket() {
        ZmqContext zmq = TestContexts.create();
        PushSocket push = zmq.push();
        zmq.close();

        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> push.bindNow("tcp://127.0.0.1:*"));
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> push.trySend(ZmqMessage.of("a")));
        push.close();
    }

    @Test
    void closing_twice_is_closing_once_and_everyone_learns_of_the_end() {
        ZmqContext zmq = TestContexts.create();
        zmq.pull().bindNow("tcp://127.0.0.1:*");
        Mono<Void> later = zmq.disposeLater();
        assertThat(zmq.isDisposed()).isFalse();

        later.block(LIMIT);
        later.block(LIMIT);
        zmq.close();
        zmq.dispose();

        zmq.onDispose().block(LIMIT);
        assertThat(zmq.isDisposed()).isTrue();
    }

    @Test
    @DisplayName("ZMQ_LINGER applies to zmq_ctx_term(3)")
    void a_context_that_closes_lets_its_sockets_linger() {
        SocketOptions patient = SocketOptions.builder().linger(LIMIT).build();
        try (ZmqContext receiving = TestContexts.create()) {
            PullSocket pull = receiving.pull();
            ZmqContext sending = TestContexts.builder().options(patient).build();
            PushSocket push = sending.push();
            push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
            for (int i = 0; i < 1_000; i++) {
                assertThat(push.trySend(ZmqMessage.of("message"))).isTrue();
            }

            sending.dispose();

            assertThat(pull.receive().take(1_000).count().block(LIMIT)).isEqualTo(1_000);
            sending.onDispose().block(LIMIT);
        }
    }

    @Test
    void two_contexts_do_not_depend_on_each_other() {
        try (ZmqContext kept = TestContexts.create()) {
            TestContexts.create().close();

            assertMessagesPass(kept);
        }
    }
}
