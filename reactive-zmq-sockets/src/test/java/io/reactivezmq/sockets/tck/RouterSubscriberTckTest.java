package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code RouterSocket.asSubscriber()}; the messages name nobody and are dropped. */
@Test
public class RouterSubscriberTckTest extends AsSubscriberVerification {

    @Override
    SendingSocket sender() {
        return run.zmq().router();
    }

    @Override
    ReceivingSocket receiver() {
        return run.zmq().dealer();
    }
}
