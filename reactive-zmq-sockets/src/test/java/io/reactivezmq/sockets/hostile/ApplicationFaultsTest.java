package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.test.StepVerifier;

@DisplayName("H10-H13. Faults of the application: whoever breaks the rules of Reactive Streams hurts only itself")
class ApplicationFaultsTest {

    private final ZmqContext zmq = TestContexts.create();
    private final PullSocket pull = zmq.pull();
    private final PushSocket push = zmq.push();

    @BeforeEach
    void connect() {
        Hooks.onErrorDropped(expected -> { });
        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
    }

    @AfterEach
    void close() {
        zmq.close();
        Hooks.resetOnErrorDropped();
    }

    private static Flux<ZmqMessage> numbered(int first, int count) {
        return Flux.range(first, count).map(ApplicationFaultsTest::number);
    }

    private static ZmqMessage number(int number) {
        return ZmqMessage.builder().addInt(number).build();
    }

    private void expect(int first, int count) {
        StepVerifier.create(pull.receive().map(message -> message.frameAsInt(0)), count)
                .expectNextSequence(IntStream.range(first, first + count).boxed().toList())
                .thenCancel()
                .verify(EventLog.DEADLINE);
    }

    /** A subscriber that does no more than it must, and throws at the first item. */
    private static <T> Subscriber<T> throwing() {
        return new Subscriber<>() {

            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(T item) {
                throw new IllegalStateException("a defect of the application");
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError("cancelled already", failure);
            }

            @Override
            public void onComplete() {
                throw new AssertionError("cancelled already");
            }
        };
    }

    @Test
    @DisplayName("H10: user onNext of events() throws -> peers connect, messages pass, other subscribers see every event")
    void whoThrowsWatchingEventsIsAlone() {
        pull.events().subscribe(ApplicationFaultsTest.<SocketEvent>throwing());
        EventLog healthy = new EventLog(pull);
        push.send(numbered(0, 10)).block(EventLog.DEADLINE);
        expect(0, 10);

        try (RawPeer peer = RawPeer.connectTo(pull.bindNow("tcp://127.0.0.1:*"))) {
            peer.handshake("PUSH");
            healthy.established(peer.address());
        }
    }

    @Test
    @DisplayName("H10: user onNext of receive() throws -> the next subscriber gets what follows")
    void whoThrowsReceivingIsAlone() {
        pull.receive().subscribe(ApplicationFaultsTest.<ZmqMessage>throwing());
        push.send(numbered(0, 1)).block(EventLog.DEADLINE);
        StepVerifier.create(pull.receive().map(message -> message.frameAsInt(0)).retry())
                .expectSubscription()
                .then(() -> push.send(numbered(1, 10)).subscribe())
                .expectNextSequence(IntStream.range(1, 11).boxed().toList())
                .thenCancel()
                .verify(EventLog.DEADLINE);
    }

    @Test
    @DisplayName("H11: cancel during demand -> nothing is lost, the next subscriber goes on where this one ended")
    void aCancelDuringDemandLosesNothing() {
        push.send(numbered(0, 5_000)).subscribe();
        AtomicInteger next = new AtomicInteger();
        for (int round = 0; round < 100; round++) {
            List<Integer> part = new ArrayList<>();
            // asks for all there is, and cancels in the middle of it
            pull.receive().map(message -> message.frameAsInt(0)).doOnNext(part::add).takeUntil(any -> part.size() == 50)
                    .blockLast(EventLog.DEADLINE);
            assertThat(part).isEqualTo(IntStream.range(next.get(), next.addAndGet(50)).boxed().toList());
        }
    }

    @ParameterizedTest(name = "request({0})")
    @DisplayName("H12: request(0), request(-1) -> onError; the socket goes on")
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRequestForNothingIsAnError(long demand) {
        StepVerifier.create(pull.receive(), 0)
                .thenRequest(1)
                .then(() -> push.send(number(0)).subscribe())
                .expectNextCount(1)
                .thenCancel()
                .verify(EventLog.DEADLINE);
        // whoever serves the line says no: that may be the event loop
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        pull.receive().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(demand);
            }

            @Override
            protected void hookOnError(Throwable failure) {
                refusal.complete(failure);
            }
        });
        assertThat(refusal).succeedsWithin(EventLog.DEADLINE).isInstanceOf(IllegalArgumentException.class);

        push.send(numbered(1, 10)).block(EventLog.DEADLINE);
        expect(1, 10);
    }

    @Test
    @DisplayName("H12: request(Long.MAX) twice -> unbounded, and no overflow of the count")
    void unboundedTwiceIsUnbounded() {
        push.send(numbered(0, 1_000)).subscribe();
        StepVerifier.create(pull.receive().map(message -> message.frameAsInt(0)), 0)
                .thenRequest(Long.MAX_VALUE)
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(IntStream.range(0, 1_000).boxed().toList())
                .thenCancel()
                .verify(EventLog.DEADLINE);
    }

    @Test
    @DisplayName("H13: inbound Publisher violating RS (concurrent onNext, onNext after complete) -> contained")
    void aPublisherWithoutMannersIsContained() {
        pull.receive().subscribe();
        PushSocket other = zmq.push();
        PullSocket healthy = zmq.pull();
        other.connectNow(healthy.bindNow("tcp://127.0.0.1:*"));

        push.send(rogue()).onErrorComplete().block(EventLog.DEADLINE);
        push.send(number(1)).block(EventLog.DEADLINE);
        other.send(ZmqMessage.of("healthy")).block(EventLog.DEADLINE);
        assertThat(healthy.receive().next().block(EventLog.DEADLINE)).isEqualTo(ZmqMessage.of("healthy"));
    }

    /** Emits whatever it likes from four threads at once, whatever was asked for, completes, and emits on. */
    private static Publisher<ZmqMessage> rogue() {
        return subscriber -> {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    // it does not listen
                }

                @Override
                public void cancel() {
                    // it does not stop
                }
            });
            List<Thread> threads = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> {
                for (int j = 0; j < 5_000; j++) {
                    subscriber.onNext(number(j));
                }
                subscriber.onComplete();
                subscriber.onNext(number(-1));
            })).toList();
            threads.forEach(Thread::start);
        };
    }
}
