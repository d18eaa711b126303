package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** Sends one message per subscription; completes when a pipe has accepted it. */
public final class SendMessage extends Mono<Void> {

    private final Outbox outbox;
    private final ZmqMessage message;

    public SendMessage(Outbox outbox, ZmqMessage message) {
        this.outbox = outbox;
        this.message = message;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        try {
            if (outbox.sendInTurn(message)) {
                Operators.complete(actual);
                return;
            }
            outbox.takePlace(); // before it can be cancelled, which gives the place back
        } catch (ZmqException refused) {
            Operators.error(actual, refused);
            return;
        }
        Contained<Void> contained = new Contained<>(actual);
        MessageWaiter waiter = new MessageWaiter(contained, message, outbox);
        contained.onSubscribe(waiter);
        outbox.await(waiter);
    }
}
