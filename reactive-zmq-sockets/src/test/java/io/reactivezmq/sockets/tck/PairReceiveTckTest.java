package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code PairSocket.receive()}: messages of a PAIR peer. */
@Test
public class PairReceiveTckTest extends ReceiveVerification {

    @Override
    ReceivingSocket receiver() {
        return run.zmq().pair();
    }

    @Override
    SendingSocket sender() {
        return run.zmq().pair();
    }
}
