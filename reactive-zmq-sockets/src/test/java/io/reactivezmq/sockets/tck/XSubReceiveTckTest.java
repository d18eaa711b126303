package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.sockets.XSubSocket;
import org.testng.annotations.Test;

/** {@code XSubSocket.receive()}: messages of an XPUB peer. */
@Test
public class XSubReceiveTckTest extends StreamVerification {

    @Override
    ReceivingSocket receiver() {
        XSubSocket xsub = run.zmq().xsub();
        xsub.subscribe("");
        return xsub;
    }

    @Override
    SendingSocket sender() {
        return run.zmq().xpub();
    }
}
