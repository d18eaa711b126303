package io.reactivezmq.samples.guide.suicidalsnail;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.suicidalsnail.SuicidalSnail.TooSlow;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SuicidalSnailTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration MAX_LAG = Duration.ofSeconds(1);

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final XPubSocket publisher = zmq.xpub(options -> options.pubSub(pubSub -> pubSub.verbose(true)));
    private final Endpoint address = publisher.bindNow("tcp://127.0.0.1:*");
    private final BlockingQueue<SubscriptionEvent> births = new LinkedBlockingQueue<>();
    private final Flux<String> snail = SuicidalSnail.follow(zmq, address, MAX_LAG, clock).map(message -> message.frameAsString(2));

    SuicidalSnailTest() {
        publisher.subscriptions().filter(SubscriptionEvent::isSubscribe).subscribe(births::add);
    }

    @AfterEach
    void close() {
        zmq.close();
        clock.dispose();
    }

    private void awaitBirth() {
        try {
            assertThat(births.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void publish(String body) {
        publisher.trySend(SuicidalSnail.stamped("topic", body, clock));
    }

    @Test
    @DisplayName("a subscriber that keeps up lives")
    void who_is_fast_enough_lives() {
        StepVerifier.create(snail, 1)
                .then(this::awaitBirth).then(() -> publish("1")).expectNext("1")
                .then(() -> clock.advanceTimeBy(MAX_LAG.multipliedBy(10)))
                .then(() -> publish("2")).thenRequest(1).expectNext("2")
                .thenCancel().verify(LIMIT);
    }

    @Test
    @DisplayName("a slow subscriber: messages wait while it works, and the first one that is too old ends it")
    void who_is_too_slow_dies() {
        StepVerifier.create(snail, 1)
                .then(this::awaitBirth).then(() -> publish("1")).then(() -> publish("2")).expectNext("1")
                .then(() -> clock.advanceTimeBy(MAX_LAG.plusMillis(1)))
                .thenRequest(1)
                .expectErrorSatisfies(death -> assertThat(death).isInstanceOf(TooSlow.class)
                        .hasMessageStartingWith("1001 ms behind"))
                .verify(LIMIT);
    }

    @Test
    @DisplayName("one that is born again begins with what is new, and not with what had waited for the one that died")
    void a_new_life_begins_with_news() {
        StepVerifier.create(snail.retry(1), 1)
                .then(this::awaitBirth).then(() -> publish("1")).then(() -> publish("old")).then(() -> publish("older"))
                .expectNext("1")
                .then(() -> clock.advanceTimeBy(MAX_LAG.plusMillis(1)))
                .thenRequest(1)
                .then(this::awaitBirth).then(() -> publish("new")).expectNext("new")
                .thenCancel().verify(LIMIT);
    }

    @Test
    @DisplayName("a message without a time is left out, and kills nobody")
    void nonsense_is_left_out() {
        StepVerifier.create(snail, 1)
                .then(this::awaitBirth).then(() -> publisher.trySend(ZmqMessage.of("topic", "when?", "body")))
                .then(() -> publish("1")).expectNext("1")
                .thenCancel().verify(LIMIT);
    }
}
