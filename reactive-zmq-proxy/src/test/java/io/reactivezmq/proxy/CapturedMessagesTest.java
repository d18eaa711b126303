package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Who does the work of showing messages, what is missed and what is not. Threads run when the test says so. */
class CapturedMessagesTest {

    private static final int ROOM = 1024;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Scheduler threads = Schedulers.fromExecutor(tasks::add);
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final CapturedMessages captured = new CapturedMessages(closed.asMono(), threads);

    @AfterEach
    void endThreads() {
        threads.dispose();
    }

    private void offer(int first, int count) {
        IntStream.range(first, first + count).forEach(n -> captured.offer(ZmqMessage.builder().addInt(n).build()));
    }

    private void run() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    private List<Integer> watch() {
        List<Integer> seen = new ArrayList<>();
        captured.messages().subscribe(message -> seen.add(message.frameAsInt(0)), never -> { }, () -> seen.add(-1));
        return seen;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    @DisplayName("the event loop only puts a message into the queue; however many watch, it does no more")
    void whoever_offers_hands_nothing_out() {
        List<Integer> first = watch();
        List<Integer> second = watch();

        offer(0, ROOM);
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        run();

        assertThat(first).isEqualTo(numbers(ROOM));
        assertThat(second).isEqualTo(first);
        assertThat(captured.missed()).isZero();
    }

    @Test
    @DisplayName("what the queue has no room for is missed by everybody who watches")
    void more_than_the_queue_holds_is_counted() {
        List<Integer> first = watch();
        List<Integer> second = watch();

        offer(0, ROOM + 10);
        run();
        offer(ROOM, 1);
        run();

        assertThat(first).isEqualTo(numbers(ROOM + 1));
        assertThat(second).isEqualTo(first);
        assertThat(captured.missed()).isEqualTo(20);
    }

    @Test
    void what_was_offered_before_the_end_is_seen_before_the_end() {
        List<Integer> seen = watch();

        offer(0, 500);
        closed.tryEmitEmpty();
        run();

        assertThat(seen).hasSize(501).startsWith(0, 1).endsWith(499, -1);
        assertThat(captured.missed()).isZero();
    }

    @Test
    void a_subscriber_without_demand_sees_the_rest_when_it_asks() {
        StepVerifier.create(captured.messages(), 0).then(() -> {
            offer(0, 3);
            run();
            closed.tryEmitEmpty();
            run();
        }).thenRequest(3).then(this::run).expectNextCount(3).expectComplete().verify(ProxyFixture.LIMIT);
    }

    @Test
    void after_the_end_there_is_nothing_but_the_end() {
        closed.tryEmitEmpty();

        List<Integer> seen = watch();
        run();

        assertThat(seen).containsExactly(-1);
    }

    @Test
    void without_subscribers_nothing_is_kept() {
        offer(0, 10);
        List<Integer> seen = watch();
        run();

        assertThat(seen).isEmpty();
        assertThat(captured.missed()).isZero();
    }
}
