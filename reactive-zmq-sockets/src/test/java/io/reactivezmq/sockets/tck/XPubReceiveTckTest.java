package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import org.testng.annotations.Test;

/** {@code XPubSocket.receive()}: what an XSUB peer sends upstream. */
@Test
public class XPubReceiveTckTest extends StreamVerification {

    @Override
    ReceivingSocket receiver() {
        return run.zmq().xpub();
    }

    @Override
    SendingSocket sender() {
        return run.zmq().xsub();
    }
}
