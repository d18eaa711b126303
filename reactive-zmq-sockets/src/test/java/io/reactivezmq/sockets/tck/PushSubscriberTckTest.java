package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.testng.annotations.Test;

/** {@code PushSocket.asSubscriber()}: it requests by itself when a peer has room. */
@Test
public class PushSubscriberTckTest extends SubscriberVerification {

    @Override
    public Subscriber<ZmqMessage> createSubscriber() {
        return SubscriberTck.push(run).asSubscriber();
    }
}
