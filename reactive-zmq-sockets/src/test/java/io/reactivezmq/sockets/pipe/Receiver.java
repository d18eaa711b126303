package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A subscriber of an inbox that asks for so many messages at first, and writes down what it gets. */
class Receiver extends BaseSubscriber<ZmqMessage> {

    final List<String> got;
    boolean completed;
    @Nullable Throwable error;
    private final long demand;

    Receiver(long demand) {
        this(demand, new ArrayList<>());
    }

    Receiver(long demand, List<String> got) {
        this.demand = demand;
        this.got = got;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        if (demand > 0) {
            request(demand);
        }
    }

    @Override
    protected void hookOnNext(ZmqMessage message) {
        got.add(message.frameAsString(0));
    }

    @Override
    protected void hookOnComplete() {
        completed = true;
    }

    @Override
    protected void hookOnError(Throwable failure) {
        error = failure;
    }
}
