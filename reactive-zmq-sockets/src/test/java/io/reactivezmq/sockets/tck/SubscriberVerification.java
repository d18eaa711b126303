package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;

/** A subscriber that is a socket's, and takes numbered messages. */
abstract class SubscriberVerification extends SubscriberBlackboxVerification<ZmqMessage> {

    final TckRun run = new TckRun();

    SubscriberVerification() {
        super(TckRun.environment());
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
