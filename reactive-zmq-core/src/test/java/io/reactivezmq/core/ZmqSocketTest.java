package io.reactivezmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ZmqSocketTest {

    private static final Endpoint BOUND = new TcpEndpoint("127.0.0.1", 5555);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final StubSocket socket = new StubSocket(Mono.just(BOUND));

    static List<Function<ZmqSocket, Publisher<?>>> callsWithMalformedText() {
        return List.of(s -> s.bind("tcp:"), s -> s.connect("tcp:"), s -> s.unbind("tcp:"), s -> s.disconnect("tcp:"));
    }

    @Test
    void text_is_parsed_for_every_call() {
        socket.bind("tcp://*:*").block();
        socket.connect("tcp://h:1").block();
        socket.unbind("ipc://a").block();
        socket.disconnect("inproc://a").block();

        assertThat(socket.calls)
                .containsExactly("bind tcp://*:0", "connect tcp://h:1", "unbind ipc://a", "disconnect inproc://a");
    }

    @ParameterizedTest
    @MethodSource("callsWithMalformedText")
    void malformed_text_is_an_error_signal(Function<ZmqSocket, Publisher<?>> call) {
        Publisher<?> publisher = call.apply(socket);

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> Mono.from(publisher).block());
    }

    @Test
    void nothing_happens_before_the_subscription() {
        Mono<Endpoint> bind = socket.bind("tcp://*:*");
        assertThat(socket.calls).isEmpty();

        bind.block();
        bind.block();
        assertThat(socket.calls).hasSize(2);
    }

    @Test
    void the_blocking_twins_give_the_resolved_endpoint() {
        assertThat(socket.bindNow("tcp://*:*")).isEqualTo(BOUND);
        assertThat(socket.bindNow(new TcpEndpoint("*", 0))).isEqualTo(BOUND);
        assertThat(socket.connectNow("tcp://h:1")).isEqualTo(BOUND);
        assertThat(socket.connectNow(new TcpEndpoint("h", 1))).isEqualTo(BOUND);
        assertThat(socket.calls)
                .containsExactly("bind tcp://*:0", "bind tcp://*:0", "connect tcp://h:1", "connect tcp://h:1");
    }

    @Test
    void the_blocking_twins_throw_the_error_itself() {
        ZmqConnectionException error = new ZmqConnectionException(ErrorCode.EIO, "no");

        assertThatExceptionOfType(ZmqConnectionException.class)
                .isThrownBy(() -> new StubSocket(Mono.error(error)).bindNow("tcp://*:*"))
                .isSameAs(error);
    }

    @Test
    void the_blocking_twins_give_up_with_a_type_and_not_with_a_text() {
        StubSocket never = new StubSocket(Mono.never());

        assertThatExceptionOfType(ZmqTimeoutException.class)
                .isThrownBy(() -> never.bindNow("tcp://*:*", A_MOMENT))
                .withMessage("bind tcp://*:0 took longer than PT0.001S");
        assertThatExceptionOfType(ZmqTimeoutException.class)
                .isThrownBy(() -> never.connectNow("tcp://h:1", A_MOMENT))
                .withMessage("connect tcp://h:1 took longer than PT0.001S");
    }

    @Test
    void the_blocking_twins_refuse_an_event_loop_before_anything_happens() {
        Mono<Endpoint> onEventLoop = Mono.fromCallable(() -> socket.bindNow("tcp://*:*"))
                .subscribeOn(Schedulers.parallel());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(onEventLoop::block)
                .withMessageContaining("must not block");
        assertThat(socket.calls).isEmpty();
    }
}
