package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static io.reactivezmq.sockets.pipe.Messages.ofSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OutboxTest {

    private final ControlledRoute route = new ControlledRoute(0);
    private final Outbox outbox = new Outbox(route, QueueOptions.builder().maxPendingSends(3).build());
    private final List<String> ends = new ArrayList<>();

    @AfterEach
    void close() {
        route.close();
    }

    private Disposable send(int number) {
        return sending(number).subscribe();
    }

    private Mono<Void> sending(int number) {
        return new SendMessage(outbox, number(number))
                .doOnSuccess(sent -> ends.add("sent " + number))
                .onErrorResume(e -> {
                    ends.add(e.getClass().getSimpleName() + " " + number);
                    return Mono.empty();
                });
    }

    @Test
    void with_room_a_message_is_sent_at_once() {
        route.makeRoom(1);

        send(1);

        assertThat(ends).containsExactly("sent 1");
        assertThat(route.texts()).containsExactly("1");
    }

    @Test
    void each_subscription_sends_the_message_once_more() {
        route.makeRoom(2);
        Mono<Void> sending = sending(1);
        assertThat(route.sent).isEmpty();

        sending.subscribe();
        sending.subscribe();

        assertThat(route.texts()).containsExactly("1", "1");
    }

    @Test
    void those_who_wait_are_served_in_the_order_of_arrival() {
        send(1);
        send(2);
        send(3);

        route.makeRoom(2);
        outbox.onRoom();
        assertThat(ends).containsExactly("sent 1", "sent 2");

        route.makeRoom(1);
        outbox.onRoom();
        assertThat(route.texts()).isEqualTo(numbers(1, 3));
    }

    @Test
    void a_newcomer_does_not_overtake_those_who_wait() {
        send(1);
        route.makeRoom(1);

        send(2);

        assertThat(route.texts()).containsExactly("1");
        assertThat(ends).containsExactly("sent 1");
    }

    @Test
    @DisplayName("maxPendingSends: one waiting send more fails with EAGAIN")
    void one_more_than_may_wait_fails_and_the_others_wait_on() {
        send(1);
        send(2);
        send(3);

        new SendMessage(outbox, number(4)).as(StepVerifier::create).verifyErrorSatisfies(e -> assertThat(e)
                .isInstanceOfSatisfying(ZmqOverflowException.class, full -> assertThat(full.code()).isEqualTo(ErrorCode.EAGAIN))
                .hasMessageContaining("3"));

        route.makeRoom(10);
        outbox.onRoom();
        assertThat(route.texts()).isEqualTo(numbers(1, 3));
    }

    @Test
    void who_was_served_leaves_its_place_to_another() {
        send(1);
        send(2);
        send(3);
        route.makeRoom(1);
        outbox.onRoom();

        send(4);

        assertThat(ends).containsExactly("sent 1");
    }

    @Test
    void a_wait_that_is_cancelled_sends_nothing() {
        send(1);
        send(2).dispose();
        send(3);

        route.makeRoom(5);
        outbox.onRoom();

        assertThat(route.texts()).containsExactly("1", "3");
    }

    @Test
    @DisplayName("maxPendingSends counts who waits: send(message).timeout(..) again and again does not use it up")
    void waits_that_were_cancelled_leave_their_places_to_others() {
        for (int i = 1; i <= 10; i++) {
            send(i).dispose();
        }
        send(11);
        send(12);
        send(13);

        assertThat(ends).isEmpty();
        route.makeRoom(5);
        outbox.onRoom();
        assertThat(route.texts()).isEqualTo(numbers(11, 13));
    }

    @Test
    @DisplayName("maxPendingSends counts who waits: a cancelled send behind a waiting one gives its place back")
    void a_cancelled_wait_behind_another_leaves_its_place_too() {
        send(1);
        for (int i = 2; i <= 10; i++) {
            send(i).dispose();
        }
        send(11);
        send(12);

        assertThat(ends).isEmpty();
        route.makeRoom(5);
        outbox.onRoom();
        assertThat(route.texts()).containsExactly("1", "11", "12");
    }

    @Test
    @DisplayName("maxPendingSends: a publisher that waits does not count")
    void publishers_that_wait_take_no_place_from_single_messages() {
        for (int i = 0; i < 5; i++) {
            new SendPublisher(outbox, Flux.just(ofSize(1))).subscribe();
        }
        route.run();
        send(1);
        send(2);
        send(3);

        assertThat(ends).isEmpty();
    }

    @Test
    void closing_fails_everyone_who_waits() {
        send(1);
        send(2);

        outbox.close();

        assertThat(ends).containsExactly("ZmqClosedException 1", "ZmqClosedException 2");
    }

    @Test
    void after_the_close_nothing_is_sent_even_with_room() {
        route.makeRoom(5);
        outbox.close();

        send(1);

        assertThat(ends).containsExactly("ZmqClosedException 1");
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> outbox.trySend(number(2)));
        assertThat(route.sent).isEmpty();
    }

    @Test
    void try_send_says_whether_there_was_room_and_never_waits() {
        assertThat(outbox.trySend(number(1))).isFalse();
        route.makeRoom(1);

        assertThat(outbox.trySend(number(2))).isTrue();
        assertThat(outbox.trySend(number(3))).isFalse();

        outbox.onRoom();
        assertThat(route.texts()).containsExactly("2");
    }

    @Test
    void a_completed_send_may_send_the_next_from_within() {
        sending(1).then(sending(2)).then(sending(3)).subscribe();

        route.makeRoom(2);
        outbox.onRoom();
        route.makeRoom(1);
        outbox.onRoom();

        assertThat(route.texts()).isEqualTo(numbers(1, 3));
    }

    @Test
    @DisplayName("maxPendingSends: a send that is cancelled before it waits leaves no place that it did not have")
    void a_send_that_is_cancelled_at_once_makes_no_place_for_others() {
        send(1);
        send(2);

        new SendMessage(outbox, number(3)).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
                send(4);
                send(5);
            }
        });

        assertThat(ends).containsExactly("ZmqOverflowException 5");
    }
}
