package io.reactivezmq.sockets.tck;

import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.Request;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** {@code RepSocket.requests()}: requests of a DEALER peer; a finite stream ends because the socket is closed. */
@Test
public class RepRequestsTckTest extends PublisherVerification<Request> {

    private final TckRun run = new TckRun();

    public RepRequestsTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Publisher<Request> createPublisher(long elements) {
        RepSocket rep = run.opened(run.zmq().rep());
        if (elements == 0) {
            rep.close();
            return rep.requests();
        }
        DealerSocket dealer = run.opened(run.zmq().dealer());
        dealer.connectNow(run.bind(rep));
        run.running(dealer.send(TckRun.messages(elements).map(message -> message.withFirst("")))
                .subscribe(sent -> { }, closed -> { }));
        AtomicLong left = new AtomicLong(elements);
        return rep.requests().doOnNext(request -> {
            if (left.decrementAndGet() == 0) {
                rep.dispose();
            }
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<Request> createFailedPublisher() {
        RepSocket rep = run.opened(run.zmq().rep());
        run.running(rep.requests().subscribe());
        return rep.requests();
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
