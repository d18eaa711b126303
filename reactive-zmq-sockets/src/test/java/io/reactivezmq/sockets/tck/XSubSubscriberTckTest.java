package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code XSubSocket.asSubscriber()}; the messages begin with a zero and cancel subscriptions. */
@Test
public class XSubSubscriberTckTest extends AsSubscriberVerification {

    @Override
    SendingSocket sender() {
        return run.zmq().xsub();
    }

    @Override
    ReceivingSocket receiver() {
        return run.zmq().xpub();
    }
}
