package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static io.reactivezmq.sockets.pipe.Messages.ofSize;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

class MessagePumpTest extends MessagePumpFixture {

    @Test
    void it_carries_everything_and_completes() {
        route.makeRoom(ENDLESS);

        send(outbox, range(1, 1_000));
        route.run();

        assertThat(route.texts()).isEqualTo(numbers(1, 1_000));
        assertThat(ends).containsExactly("complete");
    }

    @Test
    @DisplayName("requests come from the event loop")
    void nothing_is_requested_before_the_loop_runs() {
        route.makeRoom(ENDLESS);

        send(outbox, range(1, 10));
        assertThat(requests).isEmpty();
        route.run();

        assertThat(requests).isNotEmpty();
    }

    @Test
    void without_room_nothing_is_requested() {
        send(outbox, range(1, 10));
        route.run();

        assertThat(requests).isEmpty();
        assertThat(ends).isEmpty();
    }

    @Test
    @DisplayName("a batch is no more than a pipe holds, and at most 512")
    void it_asks_in_batches() {
        route.makeRoom(ENDLESS);

        send(outbox, range(1, 100));
        route.run();
        assertThat(requests).allMatch(n -> n <= MARK).first().isEqualTo((long) MARK);

        requests.clear();
        send(large, range(1, 2_000));
        route.run();
        assertThat(requests).allMatch(n -> n <= 512).first().isEqualTo(512L);
    }

    @Test
    void a_batch_of_large_messages_is_a_small_one() {
        route.makeRoom(ENDLESS);

        send(large, Flux.range(1, 2_000).map(i -> ofSize(16 << 10)).doOnRequest(requests::add));
        route.run();

        assertThat(requests.subList(1, requests.size())).allMatch(n -> n <= 4);
        assertThat(route.sent).hasSize(2_000);
    }

    @Test
    @DisplayName("one batch per round of I/O: a source that never pauses does not starve the event loop")
    void a_synchronous_source_lets_other_tasks_of_the_loop_run() {
        route.makeRoom(ENDLESS);
        List<Integer> progress = new ArrayList<>();
        Runnable[] other = new Runnable[1];
        other[0] = () -> {
            progress.add(route.sent.size());
            if (route.sent.size() < 10_000) {
                route.loop().execute(other[0]);
            }
        };

        send(large, range(1, 10_000));
        route.loop().execute(other[0]);
        route.run();

        assertThat(progress).hasSizeGreaterThan(10);
        for (int i = 1; i < progress.size(); i++) {
            assertThat(progress.get(i) - progress.get(i - 1)).isLessThanOrEqualTo(512);
        }
    }

    @Test
    void what_arrives_while_it_waits_is_held_and_goes_out_first() {
        route.makeRoom(3);

        send(outbox, range(1, 20));
        route.run();
        assertThat(route.texts()).isEqualTo(numbers(1, 3));
        assertThat(requests).containsExactly(8L);

        makeRoom(4);
        assertThat(route.texts()).isEqualTo(numbers(1, 7));
        makeRoom(1);
        makeRoom(2);
        makeRoom(ENDLESS);

        assertThat(route.texts()).isEqualTo(numbers(1, 20));
        assertThat(ends).containsExactly("complete");
    }

    @Test
    void single_sends_that_came_earlier_go_first() {
        new SendMessage(outbox, number(0)).subscribe();
        send(outbox, range(1, 5));
        route.run();

        makeRoom(ENDLESS);

        assertThat(route.texts()).isEqualTo(numbers(0, 5));
    }

    @Test
    void an_asynchronous_source_is_asked_again_before_its_batch_is_used_up() {
        TestPublisher<ZmqMessage> source = TestPublisher.create();
        route.makeRoom(ENDLESS);
        send(outbox, source.flux().doOnRequest(requests::add));
        route.run();
        assertThat(requests).containsExactly(8L);

        for (int i = 1; i <= 6; i++) {
            source.next(number(i));
            route.run();
        }

        assertThat(requests).hasSize(2);
        assertThat(requests.get(1)).isEqualTo(6L);
    }
}
