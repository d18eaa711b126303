package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sockets are thread-safe: what two threads do to one topic at the same moment ends as it would one after the other. */
class SubscribingThreadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TOPICS = 5_000;

    @Test
    @DisplayName("a topic that one thread cancels while another subscribes to it stays subscribed, at the peer too")
    void a_subscription_is_not_lost_to_a_cancellation_that_was_overtaken() {
        try (ZmqContext zmq = TestContexts.create(); PubSocket pub = zmq.pub(); SubSocket sub = zmq.sub()) {
            Endpoint endpoint = pub.bindNow("tcp://127.0.0.1:*");
            List<String> topics = IntStream.range(0, TOPICS).mapToObj(i -> "topic " + i + ';').toList();
            topics.forEach(sub::subscribe);
            sub.connectNow(endpoint);
            CyclicBarrier start = new CyclicBarrier(2);
            Mono.when(onItsOwnThread(start, () -> topics.forEach(sub::unsubscribe)),
                    onItsOwnThread(start, () -> topics.forEach(sub::subscribe))).block(LIMIT);
            sub.subscribe("end"); // told behind everything else

            Disposable probing = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                    .subscribe(tick -> pub.trySend(ZmqMessage.of("end")));
            sub.receive().blockFirst(LIMIT);
            probing.dispose();
            assertThat(pub.topicsCount()).isEqualTo(TOPICS + 1);
        }
    }

    private static Mono<Void> onItsOwnThread(CyclicBarrier start, Runnable action) {
        return Mono.<Void>fromCallable(() -> {
            start.await();
            action.run();
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }
}
