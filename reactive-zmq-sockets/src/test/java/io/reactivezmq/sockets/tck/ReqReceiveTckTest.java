package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.publisher.Mono;

/** {@code ReqSocket.receive()}: replies to one request after the other; a finite stream ends because the socket is closed. */
@Test
public class ReqReceiveTckTest extends PublisherVerification<ZmqMessage> {

    private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

    private final TckRun run = new TckRun();

    public ReqReceiveTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        ReqSocket req = run.opened(run.zmq().req());
        if (elements == 0) {
            req.close();
            return req.receive();
        }
        RepSocket rep = run.opened(run.zmq().rep());
        run.running(rep.reply(Mono::just).subscribe());
        req.connectNow(run.bind(rep));
        send(req);
        AtomicLong left = new AtomicLong(elements);
        return req.receive().doOnNext(reply -> {
            if (left.decrementAndGet() == 0) {
                req.dispose();
            } else {
                send(req);
            }
        });
    }

    private void send(ReqSocket req) {
        req.send(MESSAGE).subscribe(sent -> { }, closed -> { });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        ReqSocket req = run.opened(run.zmq().req());
        run.running(req.receive().subscribe());
        return req.receive();
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
