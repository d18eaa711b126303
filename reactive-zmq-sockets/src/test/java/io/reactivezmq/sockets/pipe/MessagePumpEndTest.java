package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;

class MessagePumpEndTest extends MessagePumpFixture {

    @Test
    void it_completes_only_when_the_last_message_it_holds_is_sent() {
        route.makeRoom(1);
        send(outbox, range(1, 3));
        route.run();
        assertThat(ends).isEmpty();

        makeRoom(1);
        assertThat(ends).isEmpty();
        makeRoom(1);

        assertThat(ends).containsExactly("complete");
    }

    @Test
    @DisplayName("the publisher's error, after its earlier messages were sent")
    void an_error_follows_the_messages_it_holds() {
        route.makeRoom(1);
        send(outbox, range(1, 3).concatWith(Flux.error(new IllegalStateException("the source of a test"))));
        route.run();
        assertThat(ends).isEmpty();

        makeRoom(5);

        assertThat(route.texts()).isEqualTo(numbers(1, 3));
        assertThat(ends).containsExactly("IllegalStateException");
    }

    @Test
    @DisplayName("a source that is emitting while the socket is closed: what it still brings is counted")
    void a_message_behind_the_end_is_counted() {
        List<CoreSubscriber<? super ZmqMessage>> pumps = new ArrayList<>();
        route.makeRoom(ENDLESS);
        send(outbox, new Flux<ZmqMessage>() {
            @Override
            public void subscribe(CoreSubscriber<? super ZmqMessage> pump) {
                pumps.add(pump);
                pump.onSubscribe(Operators.emptySubscription());
            }
        });
        route.run();

        outbox.close();
        pumps.get(0).onNext(number(1));

        assertThat(ends).containsExactly("ZmqClosedException");
        assertThat(route.drops).containsEntry(DropReason.UNSENT, 1L);
    }

    @Test
    void an_empty_publisher_completes_without_room() {
        send(outbox, Flux.empty());

        assertThat(ends).containsExactly("complete");
    }

    @Test
    @DisplayName("Reactive Streams 1.1: who emits more than was requested is cut off, not buffered without end")
    void a_publisher_that_overflows_fails_and_is_cancelled() {
        TestPublisher<ZmqMessage> source = TestPublisher.createNoncompliant(Violation.REQUEST_OVERFLOW);
        send(outbox, source);
        route.run();

        for (int i = 0; i < 1_000 && ends.isEmpty(); i++) {
            source.next(number(i));
        }

        assertThat(ends).containsExactly(ZmqOverflowException.class.getSimpleName());
        source.assertCancelled();
        makeRoom(ENDLESS);
        assertThat(route.sent).hasSizeLessThanOrEqualTo(MARK);
    }

    @Test
    @DisplayName("Reactive Streams 3.16: a subscription must not throw; the event loop survives one that does")
    void a_request_that_throws_ends_the_stream() {
        route.makeRoom(ENDLESS);
        send(outbox, subscriber -> subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                throw new IllegalStateException("request of a test");
            }

            @Override
            public void cancel() {
                ends.add("cancelled");
            }
        }));

        route.run();

        assertThat(ends).containsExactly("cancelled", "IllegalStateException");
    }

    @Test
    void cancelling_cancels_the_source_and_sends_no_more() {
        TestPublisher<ZmqMessage> source = TestPublisher.create();
        route.makeRoom(ENDLESS);
        Disposable sending = send(outbox, source);
        route.run();
        source.next(number(1));

        sending.dispose();

        source.assertCancelled();
        assertThat(route.texts()).containsExactly("1");
        assertThat(ends).isEmpty();
    }

    @Test
    void cancelling_while_it_waits_forgets_what_it_holds() {
        route.makeRoom(1);
        Disposable sending = send(outbox, range(1, 5));
        route.run();

        sending.dispose();
        makeRoom(ENDLESS);

        assertThat(route.texts()).containsExactly("1");
        assertThat(route.drops).as("every drop has a counter").containsExactly(Map.entry(DropReason.UNSENT, 4L));
    }

    @Test
    @DisplayName("who gives up behind somebody who still waits leaves the line, and what he held is counted")
    void cancelled_publishers_do_not_pile_up() {
        List<Disposable> sends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            route.makeRoom(1); // for the first of five messages, so that four are held
            sends.add(send(outbox, range(1, 5)));
            route.run();
        }

        sends.subList(1, 4).forEach(Disposable::dispose);

        assertThat(route.drops).containsExactly(Map.entry(DropReason.UNSENT, 3 * 4L));
        makeRoom(ENDLESS);
        assertThat(ends).as("the one who still waited").containsExactly("complete");
    }

    @Test
    @DisplayName("no exception is swallowed: asSubscriber() has nobody to tell, so Reactor's hook is told")
    void the_error_of_a_source_that_a_plain_subscriber_sends_reaches_the_hook() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Flux.<ZmqMessage>error(new IllegalStateException("source")).subscribe(new MessagePump(outbox, null));
        } finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(dropped).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closing_fails_it_and_cancels_the_source_whether_it_waits_or_the_source_is_silent() {
        TestPublisher<ZmqMessage> silent = TestPublisher.create();
        TestPublisher<ZmqMessage> waiting = TestPublisher.create();
        route.makeRoom(ENDLESS);
        send(large, silent);
        route.run();
        large.close();
        silent.assertCancelled();

        ControlledRoute full = new ControlledRoute(0);
        Outbox other = new Outbox(full, QueueOptions.defaults());
        send(other, waiting);
        full.run();
        other.close();
        full.close();

        waiting.assertCancelled();
        assertThat(ends).containsExactly(ZmqClosedException.class.getSimpleName(), ZmqClosedException.class.getSimpleName());
    }

    @Test
    void a_closed_outbox_cancels_the_source_at_once() {
        TestPublisher<ZmqMessage> source = TestPublisher.create();
        outbox.close();

        send(outbox, source);
        route.run();

        source.assertCancelled();
        assertThat(ends).containsExactly(ZmqClosedException.class.getSimpleName());
    }

    @Test
    void a_source_that_emits_on_after_its_end_is_ignored() {
        TestPublisher<ZmqMessage> source = TestPublisher.createNoncompliant(Violation.CLEANUP_ON_TERMINATE);
        route.makeRoom(ENDLESS);
        send(outbox, source);
        route.run();

        source.complete();
        source.next(number(1));
        source.complete();

        assertThat(route.sent).isEmpty();
        assertThat(ends).containsExactly("complete");
    }
}
