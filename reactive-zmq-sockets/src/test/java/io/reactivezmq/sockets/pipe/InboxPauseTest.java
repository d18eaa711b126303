package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.PausableSubscription;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

@DisplayName("what a socket receives can be held up, and ended between two messages")
class InboxPauseTest extends InboxFixture {

    private @Nullable PausableSubscription subscription;

    /** Subscribes with demand without limit and writes down what comes, the end too. */
    private PausableSubscription subscribed() {
        inbox.subscribe(new CoreSubscriber<ZmqMessage>() {
            @Override
            public void onSubscribe(Subscription s) {
                subscription = (PausableSubscription) s;
                s.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ZmqMessage message) {
                got.add(message.frameAsString(0));
            }

            @Override
            public void onError(Throwable failure) {
                got.add(failure.toString());
            }

            @Override
            public void onComplete() {
                got.add("complete");
            }
        });
        return Objects.requireNonNull(subscription);
    }

    @Test
    void a_pause_holds_messages_whatever_was_requested() {
        Pipe pipe = pipe();
        PausableSubscription paused = subscribed();
        read(pipe, "1");

        paused.pause();
        read(pipe, "2", "3");
        assertThat(got).containsExactly("1");
        paused.resume();

        assertThat(got).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("two who pause have to resume twice, in whatever order the calls come")
    void pauses_are_counted() {
        Pipe pipe = pipe();
        PausableSubscription paused = subscribed();

        paused.pause();
        paused.pause();
        read(pipe, "1");
        paused.resume();
        assertThat(got).isEmpty();
        paused.resume();
        assertThat(got).containsExactly("1");

        paused.resume();
        read(pipe, "2");
        assertThat(got).containsExactly("1");
        paused.pause();
        assertThat(got).containsExactly("1", "2");
    }

    @Test
    void one_that_finishes_completes_and_leaves_the_rest_to_the_next() {
        Pipe pipe = pipe();
        PausableSubscription first = subscribed();
        read(pipe, "1");

        first.pause();
        read(pipe, numbers(2, 9).toArray(String[]::new));
        first.finish();
        assertThat(got).containsExactly("1", "complete");

        subscribe(Long.MAX_VALUE);
        assertThat(got.subList(2, got.size())).isEqualTo(numbers(2, 9));
    }

    @Test
    @DisplayName("in the middle of a read the end waits for its turn, and no message of the read is lost")
    void one_that_finishes_during_a_read_completes_at_its_end() {
        Pipe pipe = pipe();
        PausableSubscription first = subscribed();

        pipe.onMessage(Messages.text("1"));
        first.finish();
        pipe.onMessage(Messages.text("2"));
        assertThat(got).containsExactly("1");
        pipe.onReadComplete();
        assertThat(got).containsExactly("1", "complete");

        subscribe(Long.MAX_VALUE);
        assertThat(got).containsExactly("1", "complete", "2");
    }

    @Test
    void a_paused_one_completes_when_the_socket_is_closed() {
        subscribed().pause();

        inbox.close();

        assertThat(got).containsExactly("complete");
    }
}
