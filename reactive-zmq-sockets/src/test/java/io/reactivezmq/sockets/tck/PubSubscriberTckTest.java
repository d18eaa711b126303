package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.testng.annotations.Test;

/** {@code PubSocket.asSubscriber()}: it requests by itself, batch by batch. */
@Test
public class PubSubscriberTckTest extends SubscriberVerification {

    @Override
    public Subscriber<ZmqMessage> createSubscriber() {
        return SubscriberTck.pub(run).asSubscriber();
    }
}
