package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code RouterSocket.receive()}: messages of a DEALER peer. */
@Test
public class RouterReceiveTckTest extends ReceiveVerification {

    @Override
    ReceivingSocket receiver() {
        return run.zmq().router();
    }

    @Override
    SendingSocket sender() {
        return run.zmq().dealer();
    }
}
