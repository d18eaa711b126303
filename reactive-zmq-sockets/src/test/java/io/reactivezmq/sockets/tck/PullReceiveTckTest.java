package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;

/** {@code PullSocket.receive()}: messages of a PUSH peer; a finite stream ends because the socket is closed. */
@Test
public class PullReceiveTckTest extends PublisherVerification<ZmqMessage> {

    private final TckRun run = new TckRun();

    public PullReceiveTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        PullSocket pull = run.opened(run.zmq().pull());
        if (elements == 0) {
            pull.close();
            return pull.receive();
        }
        PushSocket push = run.opened(run.zmq().push());
        push.connectNow(run.bind(pull));
        run.running(push.send(TckRun.messages(elements)).subscribe(sent -> { }, closed -> { }));
        AtomicLong left = new AtomicLong(elements);
        return Flux.from(pull.receive()).doOnNext(message -> {
            if (left.decrementAndGet() == 0) {
                pull.dispose();
            }
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        PullSocket pull = run.opened(run.zmq().pull());
        run.running(pull.receive().subscribe());
        return pull.receive();
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
