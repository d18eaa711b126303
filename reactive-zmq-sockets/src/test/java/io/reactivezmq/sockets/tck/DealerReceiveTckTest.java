package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code DealerSocket.receive()}: messages of a DEALER peer. */
@Test
public class DealerReceiveTckTest extends ReceiveVerification {

    @Override
    ReceivingSocket receiver() {
        return run.zmq().dealer();
    }

    @Override
    SendingSocket sender() {
        return run.zmq().dealer();
    }
}
