package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A route whose room a test makes, two outboxes in front of it, and what the pump asked for and how it ended. */
abstract class MessagePumpFixture {

    static final int ENDLESS = Integer.MAX_VALUE / 2;
    static final int MARK = 8;

    final ControlledRoute route = new ControlledRoute(0);
    final Outbox outbox = new Outbox(route, QueueOptions.builder().sendHighWaterMark(MARK).build());
    final Outbox large = new Outbox(route, QueueOptions.builder().sendHighWaterMark(0).build());
    final List<Long> requests = new ArrayList<>();
    final List<String> ends = new ArrayList<>();

    @AfterEach
    void close() {
        route.close();
    }

    Disposable send(Outbox through, Publisher<ZmqMessage> source) {
        return new SendPublisher(through, source).subscribe(
                none -> { }, e -> ends.add(e.getClass().getSimpleName()), () -> ends.add("complete"));
    }

    Flux<ZmqMessage> range(int from, int to) {
        return Flux.range(from, to - from + 1).map(Messages::number).doOnRequest(requests::add);
    }

    /** More room, and the outbox learns of it. */
    void makeRoom(int messages) {
        route.makeRoom(messages);
        outbox.onRoom();
        route.run();
    }
}
