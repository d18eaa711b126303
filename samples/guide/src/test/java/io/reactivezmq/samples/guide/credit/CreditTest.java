package io.reactivezmq.samples.guide.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class CreditTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ZmqContext zmq = ZmqContext.create();
    private final ZmqContext elsewhere = ZmqContext.create();
    private final List<Long> demand = new CopyOnWriteArrayList<>();
    private final AtomicInteger produced = new AtomicInteger();
    private final Sinks.Empty<Void> cancelled = Sinks.empty();
    private CreditSource source;

    @AfterEach
    void close() {
        elsewhere.close();
        zmq.close();
    }

    private Endpoint offer(Flux<Integer> numbers) {
        source = new CreditSource(zmq, 2, () -> numbers.doOnRequest(demand::add).doOnNext(i -> produced.incrementAndGet())
                .doOnCancel(cancelled::tryEmitEmpty).map(i -> ZmqMessage.of("" + i)));
        Endpoint endpoint = source.bind("tcp://127.0.0.1:*");
        source.run().subscribe();
        return endpoint;
    }

    private Flux<Integer> subscribed(Endpoint endpoint) {
        return Credit.subscribe(elsewhere, endpoint).map(message -> Integer.parseInt(message.frameAsString(0)));
    }

    @Test
    @DisplayName("a consumer that asks for 3 gets exactly 3, and the source makes no more; its cancel reaches the source")
    void demand_and_cancel_cross_the_wire() {
        Endpoint endpoint = offer(Flux.range(1, 1_000_000));

        StepVerifier.create(subscribed(endpoint), 3).expectNext(1, 2, 3)
                .then(() -> assertThat(demand).containsExactly(3L))
                .thenRequest(2).expectNext(4, 5)
                .then(() -> assertThat(produced).hasValue(5))
                .thenCancel().verify(LIMIT);

        cancelled.asMono().block(LIMIT);
        assertThat(demand).containsExactly(3L, 2L);
        assertThat(produced).hasValue(5);
    }

    @Test
    @DisplayName("unbounded demand goes over the wire in windows; all arrives, in order, and then the completion")
    void everything_arrives() {
        int all = 20 * CreditMessages.WINDOW + 7;

        List<Integer> numbers = subscribed(offer(Flux.range(0, all))).collectList().block(LIMIT);

        assertThat(numbers).hasSize(all).isSorted().doesNotHaveDuplicates();
        assertThat(demand).allMatch(n -> n <= CreditMessages.WINDOW);
    }

    @Test
    @DisplayName("the source's error arrives behind what came before it")
    void errors_cross_the_wire() {
        Flux<Integer> broken = Flux.range(1, 2).concatWith(Flux.error(new IllegalStateException("disk is full")));

        StepVerifier.create(subscribed(offer(broken))).expectNext(1, 2)
                .expectErrorMessage("the source failed: disk is full").verify(LIMIT);
    }

    @Test
    @DisplayName("a consumer too many gets an error and does not wait for ever; when another one leaves there is room for it")
    void a_consumer_too_many_is_told() {
        Endpoint endpoint = offer(Flux.just(1).concatWith(Flux.never()));
        Disposable first = subscribed(endpoint).subscribe();
        Disposable second = subscribed(endpoint).subscribe();
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> demand.size() >= 2).blockFirst(LIMIT);

        StepVerifier.create(subscribed(endpoint))
                .expectErrorMessage("the source failed: it has 2 consumers already: subscribe again later").verify(LIMIT);
        first.dispose();
        cancelled.asMono().block(LIMIT);
        StepVerifier.create(subscribed(endpoint), 1).expectNext(1).thenCancel().verify(LIMIT);
        second.dispose();
    }

    @Test
    @DisplayName("the consumer is killed: its subscription at the source is cancelled")
    void a_consumer_that_dies_cancels() {
        Endpoint endpoint = offer(Flux.never());
        DealerSocket doomed = elsewhere.dealer();
        doomed.connectNow(endpoint);
        doomed.send(ZmqMessage.builder().add("REQUEST").addLong(1).build()).block(LIMIT);
        Flux.interval(Duration.ofMillis(1)).filter(tick -> !demand.isEmpty()).blockFirst(LIMIT);

        doomed.close();

        cancelled.asMono().block(LIMIT);
    }

    @Test
    @DisplayName("the source is killed: the consumer gets an error, and does not wait for ever")
    void a_source_that_dies_is_an_error() {
        Endpoint endpoint = offer(Flux.just(1).concatWith(Flux.never()));

        StepVerifier.create(subscribed(endpoint)).expectNext(1).then(source::close)
                .expectError(ZmqConnectionException.class).verify(LIMIT);
    }

    @Test
    @DisplayName("a consumer that asks for more than the window is told, and gets nothing")
    void greed_is_refused() {
        Endpoint endpoint = offer(Flux.never());
        DealerSocket greedy = elsewhere.dealer();
        greedy.connectNow(endpoint);
        greedy.send(ZmqMessage.builder().add("REQUEST").addLong(CreditMessages.WINDOW + 1L).build()).block(LIMIT);

        assertThat(greedy.receive().blockFirst(LIMIT).frameAsString(0)).isEqualTo("ERROR");
        cancelled.asMono().block(LIMIT);
    }

    @Test
    @DisplayName("a source that sends what it was not asked for fails the stream")
    void a_flood_is_an_error() {
        RouterSocket liar = zmq.router();
        Endpoint endpoint = liar.bindNow("tcp://127.0.0.1:*");

        StepVerifier.create(subscribed(endpoint), 1)
                .then(() -> {
                    RoutedMessage ask = liar.messages().blockFirst(LIMIT);
                    assertThat(CreditMessages.isRequest(ask.message())).isTrue();
                    liar.trySend(ask.peer(), CreditMessages.next(ZmqMessage.of("1")));
                    liar.trySend(ask.peer(), CreditMessages.next(ZmqMessage.of("2")));
                })
                .expectNext(1).expectErrorMessage("the source sent what it was not asked for").verify(LIMIT);
    }
}
