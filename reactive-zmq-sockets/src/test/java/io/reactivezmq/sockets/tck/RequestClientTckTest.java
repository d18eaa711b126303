package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import org.reactivestreams.Publisher;
import org.testng.annotations.Test;

/** {@code RequestClient.request(message)}: one reply. */
@Test
public class RequestClientTckTest extends RequestVerification {

    @Override
    Publisher<ZmqMessage> ask(Endpoint replier) {
        RequestClient client = run.zmq().requestClient();
        run.opened(client.socket()).connectNow(replier);
        return client.request(QUESTION);
    }

    @Override
    Publisher<ZmqMessage> askInVain() {
        RequestClient client = run.zmq().requestClient();
        client.close();
        return client.request(QUESTION);
    }
}
