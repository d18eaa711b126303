package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** {@code ReqSocket.request(message)}: one reply. */
@Test
public class ReqRequestTckTest extends PublisherVerification<ZmqMessage> {

    private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

    private final TckRun run = new TckRun();

    public ReqRequestTckTest() {
        super(TckRun.environment());
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        RepSocket rep = run.opened(run.zmq().rep());
        ReqSocket req = run.opened(run.zmq().req());
        run.running(rep.reply(Mono::just).subscribe());
        req.connectNow(run.bind(rep));
        return req.request(MESSAGE);
    }

    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        ReqSocket req = run.zmq().req();
        req.close();
        return req.request(MESSAGE);
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
