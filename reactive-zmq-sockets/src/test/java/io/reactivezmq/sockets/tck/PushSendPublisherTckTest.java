package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.testng.annotations.Test;

/** What {@code PushSocket.send(publisher)} subscribes to the publisher. */
@Test
public class PushSendPublisherTckTest extends SubscriberVerification {

    @Override
    @SuppressWarnings("unchecked") // it takes messages, whatever else it might take
    public Subscriber<ZmqMessage> createSubscriber() {
        return (Subscriber<ZmqMessage>) SubscriberTck.ofSend(run, SubscriberTck.push(run));
    }
}
