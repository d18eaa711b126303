package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** {@code PubSocket.asSubscriber()}: it requests by itself, batch by batch. */
@Test
public class PubSubscriberTckTest extends SubscriberBlackboxVerification<ZmqMessage> {

    private final TckRun run = new TckRun();

    public PubSubscriberTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Subscriber<ZmqMessage> createSubscriber() {
        return SubscriberTck.pub(run).asSubscriber();
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
