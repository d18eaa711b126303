package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;

/** {@code asSubscriber()} of a socket with a peer that takes everything. */
abstract class AsSubscriberVerification extends SubscriberVerification {

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
}
