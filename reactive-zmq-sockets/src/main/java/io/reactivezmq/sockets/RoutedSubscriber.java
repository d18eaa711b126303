package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Contained;
import io.reactivezmq.sockets.pipe.MessagePump;
import java.util.Objects;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Sends what it is given to the peers that it names, with a line of its own for as long as there is something to come. */
final class RoutedSubscriber implements CoreSubscriber<ZmqMessage> {

    private final PeerLines lines;
    private final PublisherLine line;
    private final MessagePump pump;

    RoutedSubscriber(PeerLines lines) {
        this.lines = lines;
        this.line = lines.forPublisher();
        this.pump = new MessagePump(line.outbox(), new Contained<>(new End()));
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        lines.add(line);
        pump.onSubscribe(subscription);
        if (pump.isOver()) {
            lines.forget(line);
        }
    }

    @Override
    public void onNext(ZmqMessage message) {
        pump.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
        pump.onError(failure);
    }

    @Override
    public void onComplete() {
        pump.onComplete();
    }

    /** There is nobody to tell. */
    private final class End implements CoreSubscriber<Void> {

        @Override
        public void onSubscribe(Subscription subscription) {
            // a pump is told to whom it belongs and does not announce itself
        }

        @Override
        public void onNext(Void nothing) {
            // there is none
        }

        @Override
        public void onError(Throwable cause) {
            lines.forget(line);
            if (!(cause instanceof ZmqClosedException)) {
                Operators.onErrorDropped(cause, Context.empty());
            }
        }

        @Override
        public void onComplete() {
            lines.forget(line);
        }
    }
}
