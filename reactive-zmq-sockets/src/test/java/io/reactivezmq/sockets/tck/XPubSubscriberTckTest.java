package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code XPubSocket.asSubscriber()}. */
@Test
public class XPubSubscriberTckTest extends AsSubscriberVerification {

    @Override
    SendingSocket sender() {
        return run.zmq().xpub();
    }

    @Override
    ReceivingSocket receiver() {
        return run.zmq().xsub();
    }
}
