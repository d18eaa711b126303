package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code DealerSocket.asSubscriber()}. */
@Test
public class DealerSubscriberTckTest extends AsSubscriberVerification {

    @Override
    SendingSocket sender() {
        return run.zmq().dealer();
    }

    @Override
    ReceivingSocket receiver() {
        return run.zmq().dealer();
    }
}
