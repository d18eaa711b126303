package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import org.reactivestreams.Publisher;
import org.testng.annotations.Test;

/** {@code ReqSocket.request(message)}: one reply. */
@Test
public class ReqRequestTckTest extends RequestVerification {

    @Override
    Publisher<ZmqMessage> ask(Endpoint replier) {
        ReqSocket req = run.opened(run.zmq().req());
        req.connectNow(replier);
        return req.request(QUESTION);
    }

    @Override
    Publisher<ZmqMessage> askInVain() {
        ReqSocket req = run.zmq().req();
        req.close();
        return req.request(QUESTION);
    }
}
