package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Asks for one message at a time, when the test wants it. */
final class DemandingSubscriber extends BaseSubscriber<ZmqMessage> {

    private final BlockingQueue<ZmqMessage> received = new LinkedBlockingQueue<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // nothing is asked for yet
    }

    @Override
    protected void hookOnNext(ZmqMessage message) {
        received.add(message);
    }

    ZmqMessage next() {
        request(1);
        try {
            ZmqMessage message = received.poll(Peer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Assertions.assertThat(message).as("the message that was asked for").isNotNull();
            Assertions.assertThat(received).as("messages that nobody asked for").isEmpty();
            return message;
        } catch (InterruptedException interrupted) {
            // the test has taken too long; the thread stays fit for the next one
            throw new AssertionError(interrupted);
        }
    }
}
