package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code PairSocket.asSubscriber()}. */
@Test
public class PairSubscriberTckTest extends AsSubscriberVerification {

    @Override
    SendingSocket sender() {
        return run.zmq().pair();
    }

    @Override
    ReceivingSocket receiver() {
        return run.zmq().pair();
    }
}
