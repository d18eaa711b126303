package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Sends what a publisher emits, once per subscription; completes when pipes have accepted all of it. */
public final class SendPublisher extends Mono<Void> {

    private final Outbox outbox;
    private final Publisher<? extends ZmqMessage> source;

    public SendPublisher(Outbox outbox, Publisher<? extends ZmqMessage> source) {
        this.outbox = outbox;
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Contained<Void> contained = new Contained<>(actual);
        MessagePump pump = new MessagePump(outbox, contained);
        contained.onSubscribe(pump);
        source.subscribe(pump);
    }
}
