package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.test.StepVerifier;

class InboxSubscriberTest extends InboxFixture {

    @Test
    @DisplayName("after a cancel the next subscriber gets what was not emitted")
    void a_cancel_between_messages_loses_nothing() {
        Pipe pipe = pipe();
        read(pipe, numbers(1, 10).toArray(String[]::new));

        subscribe(3).cancel();
        assertThat(got).isEqualTo(numbers(1, 3));
        subscribe(2).cancel();
        read(pipe, "11");
        subscribe(Long.MAX_VALUE);

        assertThat(got).isEqualTo(numbers(1, 11));
    }

    @Test
    void a_cancel_in_the_middle_of_a_read_keeps_the_rest_of_it() {
        Pipe pipe = pipe();
        inbox.subscribe(new Receiver(Long.MAX_VALUE, got) {
            @Override
            protected void hookOnNext(ZmqMessage message) {
                super.hookOnNext(message);
                cancel();
            }
        });

        read(pipe, "1", "2", "3");
        assertThat(got).containsExactly("1");

        subscribe(Long.MAX_VALUE);
        assertThat(got).containsExactly("1", "2", "3");
    }

    @Test
    void a_second_subscriber_is_refused_with_advice_and_the_first_goes_on() {
        Pipe pipe = pipe();
        subscribe(Long.MAX_VALUE);

        inbox.as(StepVerifier::create).verifyErrorSatisfies(e -> assertThat(e)
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("share()"));
        read(pipe, "1");

        assertThat(got).containsExactly("1");
    }

    @Test
    @DisplayName("Reactive Streams 3.9: request(0) signals onError with an IllegalArgumentException")
    void an_illegal_request_ends_the_subscription_and_loses_nothing() {
        Pipe pipe = pipe();
        read(pipe, "1", "2");
        Receiver illegal = new Receiver(0, got) {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(0);
            }
        };
        inbox.subscribe(illegal);

        assertThat(illegal.error).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        subscribe(Long.MAX_VALUE);
        assertThat(got).containsExactly("1", "2");
    }

    @Test
    void an_illegal_request_after_a_cancel_is_ignored() {
        Receiver receiver = new Receiver(0, got);
        List<Subscription> subscription = new ArrayList<>();
        inbox.doOnSubscribe(subscription::add).subscribe(receiver);
        receiver.cancel();

        subscription.get(0).request(-1);
        subscribe(Long.MAX_VALUE);
        read(pipe(), "1");

        assertThat(receiver.error).isNull();
        assertThat(got).containsExactly("1");
    }

    @Test
    @DisplayName("Reactive Streams 2.13: a subscriber that throws has cancelled; no peer and no event loop may suffer")
    void a_subscriber_that_throws_is_forgotten_and_the_next_goes_on() {
        Pipe pipe = pipe();
        inbox.subscribe(new CoreSubscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ZmqMessage message) {
                throw new IllegalStateException("thrown by the subscriber of a test");
            }

            @Override
            public void onError(Throwable error) {
                got.add("error");
            }

            @Override
            public void onComplete() {
                got.add("complete");
            }
        });

        assertThatCode(() -> read(pipe, "1", "2", "3")).doesNotThrowAnyException();
        subscribe(Long.MAX_VALUE);

        assertThat(got).containsExactly("2", "3");
    }

    @Test
    @DisplayName("Reactive Streams 3.3: request inside onNext does not recurse")
    void requesting_one_at_a_time_from_within_costs_no_stack() {
        Pipe pipe = pipe();
        read(pipe, numbers(1, 20_000).toArray(String[]::new));

        inbox.subscribe(new Receiver(1, got) {
            @Override
            protected void hookOnNext(ZmqMessage message) {
                super.hookOnNext(message);
                request(1);
            }
        });
        loop.runPendingTasks();

        assertThat(got).isEqualTo(numbers(1, 20_000));
    }
}
