package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** What {@code PubSocket.send(publisher)} subscribes to the publisher. */
@Test
public class PubSendPublisherTckTest extends SubscriberBlackboxVerification<ZmqMessage> {

    private final TckRun run = new TckRun();

    public PubSendPublisherTckTest() {
        super(TckRun.environment());
    }

    @Override
    @SuppressWarnings("unchecked") // it takes messages, whatever else it might take
    public Subscriber<ZmqMessage> createSubscriber() {
        return (Subscriber<ZmqMessage>) SubscriberTck.ofSend(run, SubscriberTck.pub(run));
    }

    @Override
    public ZmqMessage createElement(int number) {
        return SubscriberTck.message(number);
    }

    @AfterMethod
    public void closeSockets() {
        run.closeTest();
    }

    @AfterClass
    public void closeContext() {
        run.closeAll();
    }
}
