package io.reactivezmq.samples.guide.espresso;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.proxy.ZmqProxy;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class EspressoTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MESSAGES = 5000;

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    @Test
    @DisplayName("messages are counted by topic, anew in each interval, and subscriptions by themselves")
    void traffic_is_counted() {
        TestPublisher<ZmqMessage> captured = TestPublisher.create();

        StepVerifier.create(Espresso.traffic(captured.flux(), SECOND, timer))
                .then(() -> captured.next(ZmqMessage.of(new byte[] {1, 'a'}), ZmqMessage.of("a", "1"), ZmqMessage.of("b", "2"),
                        ZmqMessage.of("a", "3")))
                .then(() -> timer.advanceTimeBy(SECOND))
                .expectNext(Map.of("a", 2L, "b", 1L, Espresso.SUBSCRIPTIONS, 1L))
                .then(() -> captured.next(ZmqMessage.of("b", "4")))
                .then(() -> timer.advanceTimeBy(SECOND))
                .expectNext(Map.of("b", 1L))
                .thenCancel().verify(LIMIT);
    }

    @Test
    @DisplayName("however many topics there are, the table is bounded")
    void many_topics_are_counted_together() {
        Flux<ZmqMessage> captured = Flux.range(0, Espresso.MAX_TOPICS + 5).map(i -> ZmqMessage.of("topic " + i));

        StepVerifier.create(Espresso.traffic(captured, SECOND, timer))
                .assertNext(counts -> assertThat(counts).hasSize(Espresso.MAX_TOPICS + 1).containsEntry(Espresso.OTHERS, 5L))
                .expectComplete().verify(LIMIT);
    }

    @Test
    @DisplayName("somebody watches and takes nothing, somebody else fails: all messages pass the proxy")
    void who_watches_is_not_waited_for() {
        PullSocket in = zmq.pull();
        PushSocket out = zmq.push();
        PushSocket source = zmq.push();
        PullSocket sink = zmq.pull();
        source.connectNow(in.bindNow("tcp://127.0.0.1:*"));
        sink.connectNow(out.bindNow("tcp://127.0.0.1:*"));
        ZmqProxy proxy = ZmqProxy.builder(in, out).build();
        proxy.captured().subscribe(new BaseSubscriber<ZmqMessage>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // Asks for nothing, for ever.
            }
        });
        proxy.captured().map(message -> {
            throw new IllegalStateException("a bug in who watches");
        }).onErrorComplete().subscribe();
        proxy.start();

        source.send(Flux.range(0, MESSAGES).map(i -> ZmqMessage.of("" + i))).subscribe();

        assertThat(sink.receive().take(MESSAGES).map(message -> message.frameAsString(0)).collectList().block(LIMIT))
                .containsExactlyElementsOf(IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
        assertThat(proxy.statistics().capturedMissed()).isPositive();
    }
}
