package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RequestClient;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** {@code RequestClient.request(message)}: one reply. */
@Test
public class RequestClientTckTest extends PublisherVerification<ZmqMessage> {

    private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

    private final TckRun run = new TckRun();

    public RequestClientTckTest() {
        super(TckRun.environment());
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        RepSocket rep = run.opened(run.zmq().rep());
        RequestClient client = run.zmq().requestClient();
        run.opened(client.socket());
        run.running(rep.reply(Mono::just).subscribe());
        client.socket().connectNow(run.bind(rep));
        return client.request(MESSAGE);
    }

    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        RequestClient client = run.zmq().requestClient();
        client.close();
        return client.request(MESSAGE);
    }

    @AfterMethod
    public void closeSockets() {
        run.closeTest();
    }

    @AfterClass
    public void closeContext() {
        run.closeAll();
    }
}
