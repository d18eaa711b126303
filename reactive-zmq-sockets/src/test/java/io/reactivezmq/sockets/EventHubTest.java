package io.reactivezmq.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Closed;
import io.reactivezmq.core.event.SocketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventHubTest {

    private static final int BUFFER = 1024;

    private final AtomicLong lost = new AtomicLong();
    private final EventHub<SocketEvent> hub = new EventHub<>(lost::addAndGet);

    private static SocketEvent event(int number) {
        return new Closed(Endpoint.parse("tcp://127.0.0.1:" + number));
    }

    private void emit(int from, int to) {
        for (int i = from; i <= to; i++) {
            hub.emit(event(i));
        }
    }

    @Test
    void events_without_a_subscriber_are_nobodys_loss() {
        emit(1, 5_000);

        assertThat(lost).hasValue(0);
    }

    @Test
    void each_subscriber_sees_what_comes_after_it() {
        List<SocketEvent> early = new ArrayList<>();
        List<SocketEvent> late = new ArrayList<>();
        hub.events().subscribe(early::add);
        emit(1, 1);
        hub.events().subscribe(late::add);
        emit(2, 2);

        assertThat(early).containsExactly(event(1), event(2));
        assertThat(late).containsExactly(event(2));
    }

    @Test
    @DisplayName("EVENT_OVERFLOW: a slow subscriber loses its oldest events, each is counted, and nobody else loses any")
    void a_subscriber_that_is_too_slow_loses_the_oldest() {
        List<SocketEvent> fast = new ArrayList<>();
        hub.events().subscribe(fast::add);

        hub.events().as(flux -> StepVerifier.create(flux, 0))
                .expectSubscription()
                .then(() -> emit(1, BUFFER + 10))
                .thenRequest(1)
                .expectNext(event(11))
                .thenCancel()
                .verify(Duration.ofSeconds(30));

        assertThat(lost).hasValue(10);
        assertThat(fast).hasSize(BUFFER + 10);
    }

    @Test
    void closing_completes_after_the_last_event() {
        hub.events().as(StepVerifier::create)
                .expectSubscription()
                .then(() -> emit(1, 2))
                .then(hub::close)
                .expectNext(event(1), event(2))
                .expectComplete()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void who_subscribes_after_the_close_completes() {
        hub.close();

        hub.events().as(StepVerifier::create).expectComplete().verify(Duration.ofSeconds(30));
    }

    @Test
    void a_subscriber_that_cancels_is_gone_and_costs_nothing() {
        hub.events().subscribe().dispose();

        emit(1, 5_000);

        assertThat(lost).hasValue(0);
    }

    @Test
    @DisplayName("event loops of several peers emit at the same time; each subscriber gets one event at a time")
    void threads_that_emit_at_once_lose_nothing() throws InterruptedException {
        List<SocketEvent> seen = new ArrayList<>();
        var all = hub.events().doOnNext(seen::add).then(Mono.just(true)).toFuture();
        List<Thread> threads = List.of(
                new Thread(() -> emit(1, 10_000)), new Thread(() -> emit(10_001, 20_000)), new Thread(() -> emit(20_001, 30_000)));

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        hub.close();

        assertThat(all).succeedsWithin(Duration.ofSeconds(30));
        assertThat(seen.size() + lost.get()).isEqualTo(30_000);
    }

    @Test
    @DisplayName("H10, Reactive Streams 2.13: a subscriber that throws is cancelled; neither the emitter nor the others notice")
    void a_subscriber_that_throws_is_thrown_out() {
        List<SocketEvent> healthy = new ArrayList<>();
        List<SocketEvent> broken = new ArrayList<>();
        hub.events().subscribe(throwing(broken));
        hub.events().subscribe(healthy::add);

        emit(1, 3);
        hub.close();

        assertThat(broken).containsExactly(event(1));
        assertThat(healthy).containsExactly(event(1), event(2), event(3));
        assertThat(lost).hasValue(0);
    }

    private static CoreSubscriber<SocketEvent> throwing(List<SocketEvent> seen) {
        return new CoreSubscriber<>() {

            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(SocketEvent event) {
                seen.add(event);
                throw new IllegalStateException("a defect of the application");
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError("cancelled", failure);
            }

            @Override
            public void onComplete() {
                throw new AssertionError("cancelled");
            }
        };
    }
}
