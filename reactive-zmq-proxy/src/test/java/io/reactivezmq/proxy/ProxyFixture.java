package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** A context for each test, and what is opened and started in it ends with it. */
abstract class ProxyFixture {

    /** For anything that has to happen, on a busy machine. */
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(2);

    final ZmqContext zmq =
            TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO).build()).build();
    final Disposable.Composite running = Disposables.composite();

    @AfterEach
    void closeContext() {
        running.dispose();
        zmq.close();
    }

    static Endpoint bind(ZmqSocket socket) {
        return socket.bindNow("tcp://127.0.0.1:*");
    }

    static void join(ZmqSocket bound, ZmqSocket connecting) {
        connecting.connectNow(bind(bound));
    }

    void start(ZmqProxy proxy) {
        running.add(proxy.start());
    }

    /** Messages of one frame, the numbers from 0 on. */
    static Flux<ZmqMessage> numbers(int count) {
        return Flux.range(0, count).map(n -> ZmqMessage.builder().addInt(n).build());
    }

    /** Receives so many messages and checks that they are the numbers from this one on. */
    static void requireNumbers(ReceivingSocket receiver, int first, int count) {
        List<Integer> got = receiver.receive().map(message -> message.frameAsInt(message.frameCount() - 1)).take(count)
                .collectList().block(LIMIT);
        assertThat(got).isEqualTo(Flux.range(first, count).collectList().block());
    }

    /** Waits until something is so. */
    static void until(BooleanSupplier so) {
        Flux.interval(Duration.ZERO, LOOK).onBackpressureDrop().filter(tick -> so.getAsBoolean()).blockFirst(LIMIT);
    }

    /** Waits until a number has not changed for a while, which is what "stalled" looks like from outside. */
    static long settled(LongSupplier number) {
        return Flux.interval(Duration.ofMillis(100)).map(tick -> number.getAsLong()).buffer(4, 1)
                .filter(last -> last.stream().distinct().count() == 1).map(last -> last.get(0)).blockFirst(LIMIT);
    }
}
