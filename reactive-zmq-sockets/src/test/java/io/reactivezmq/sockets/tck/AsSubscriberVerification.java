package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;

/** {@code asSubscriber()} of a socket with a peer that takes everything. */
abstract class AsSubscriberVerification extends SubscriberBlackboxVerification<ZmqMessage> {

    final TckRun run = new TckRun();

    AsSubscriberVerification() {
        super(TckRun.environment());
    }

    abstract SendingSocket sender();

    abstract ReceivingSocket receiver();

    @Override
    public final Subscriber<ZmqMessage> createSubscriber() {
        SendingSocket sender = run.opened(sender());
        ReceivingSocket receiver = run.opened(receiver());
        run.running(receiver.receive().subscribe());
        sender.connectNow(run.bind(receiver));
        return sender.asSubscriber();
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
