package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.testng.annotations.Test;

/** {@code StreamSocket.asSubscriber()}: it requests by itself, and sends to whom each message names. */
@Test
public class StreamSubscriberTckTest extends SubscriberVerification {

    private static final RoutingId SERVER = RoutingId.of("server");

    @Override
    public Subscriber<ZmqMessage> createSubscriber() {
        return SubscriberTck.stream(run, SERVER).asSubscriber();
    }

    @Override
    public ZmqMessage createElement(int number) {
        return SubscriberTck.message(number).withFirst(SERVER.bytes());
    }
}
