package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static io.reactivezmq.sockets.pipe.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class InboxThreadsTest {

    private static final int EACH = 20_000;
    private static final int READ = 100;

    private final List<EventLoop> loops = List.of(new DefaultEventLoop(), new DefaultEventLoop(), new DefaultEventLoop());
    private final ReceivingOwner owner = new ReceivingOwner();

    @AfterEach
    void stop() {
        loops.forEach(loop -> loop.shutdownGracefully(0, 0, TimeUnit.SECONDS));
    }

    /** Each loop's pipe reads a hundred messages at a time, named after the loop. */
    private void readOnEveryLoop() {
        for (int p = 0; p < loops.size(); p++) {
            String name = p + " ";
            Pipe pipe = new Pipe(loops.get(p), Endpoint.parse("inproc://test"), QueueOptions.defaults(), owner, List::of);
            for (int from = 0; from < EACH; from += READ) {
                int first = from;
                pipe.loop().execute(() -> {
                    for (int i = first; i < first + READ; i++) {
                        pipe.onMessage(text(name + i));
                    }
                    pipe.onReadComplete();
                });
            }
        }
    }

    private void assertComplete(List<String> got) {
        Map<String, List<String>> byPipe = got.stream().map(text -> text.split(" "))
                .collect(Collectors.groupingBy(parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
        assertThat(byPipe).hasSize(loops.size());
        assertThat(byPipe).allSatisfy((pipe, numbers) -> assertThat(numbers).isEqualTo(numbers(0, EACH - 1)));
    }

    @Test
    @DisplayName("Reactive Streams 1.3: signals are serialized, whatever loop a message comes from")
    void messages_of_three_loops_are_emitted_one_at_a_time_and_in_order() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        Flux<String> texts = owner.inbox.map(message -> {
            if (inside.getAndIncrement() != 0) {
                overlaps.incrementAndGet();
            }
            String text = message.frameAsString(0);
            inside.decrementAndGet();
            return text;
        });
        var all = texts.take((long) EACH * loops.size()).collectList().toFuture();

        readOnEveryLoop();

        assertThat(all).succeedsWithin(Duration.ofSeconds(30)).satisfies(this::assertComplete);
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void demand_from_another_thread_in_small_portions_misses_nothing() {
        readOnEveryLoop();

        List<String> got = owner.inbox.map(message -> message.frameAsString(0)).limitRate(7)
                .take((long) EACH * loops.size()).collectList().block(Duration.ofSeconds(30));

        assertComplete(got);
    }

    @Test
    void subscribers_that_come_and_go_miss_nothing() {
        readOnEveryLoop();
        List<String> got = new ArrayList<>();

        while (got.size() < EACH * loops.size()) {
            got.addAll(owner.inbox.map((ZmqMessage message) -> message.frameAsString(0)).take(500).collectList()
                    .block(Duration.ofSeconds(30)));
        }

        assertComplete(got);
    }
}
