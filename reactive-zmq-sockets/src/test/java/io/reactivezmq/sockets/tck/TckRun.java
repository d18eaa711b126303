package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** One context for a class of TCK tests; what a test has opened is closed after it. */
final class TckRun {

    /** How long a signal may take, and how long the TCK listens for one that must not come. */
    private static final long EXPECTED_MILLIS = 1_500;
    private static final long UNEXPECTED_MILLIS = 50;

    private final ZmqContext zmq = TestContexts.builder().options(SocketOptions.builder().linger(Duration.ZERO)
            .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(1)).maxInterval(Duration.ofMillis(1)).jitter(0))
            .build()).build();
    private final List<ZmqSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<Disposable> subscriptions = new CopyOnWriteArrayList<>();

    static TestEnvironment environment() {
        return new TestEnvironment(EXPECTED_MILLIS, UNEXPECTED_MILLIS);
    }

    ZmqContext zmq() {
        return zmq;
    }

    /** Closed after the test. */
    <S extends ZmqSocket> S opened(S socket) {
        sockets.add(socket);
        return socket;
    }

    /** Cancelled after the test. */
    void running(Disposable subscription) {
        subscriptions.add(subscription);
    }

    Endpoint bind(ZmqSocket socket) {
        return socket.bindNow("tcp://127.0.0.1:*");
    }

    /** So many messages, or without end for {@link Long#MAX_VALUE}. */
    static Flux<ZmqMessage> messages(long count) {
        return Flux.<ZmqMessage, Integer>generate(() -> 0, (n, sink) -> {
            sink.next(ZmqMessage.builder().addInt(n).build());
            return n + 1;
        }).take(count);
    }

    void closeTest() {
        subscriptions.forEach(Disposable::dispose);
        subscriptions.clear();
        sockets.forEach(ZmqSocket::close);
        sockets.clear();
    }

    void closeAll() {
        closeTest();
        zmq.close();
    }
}
