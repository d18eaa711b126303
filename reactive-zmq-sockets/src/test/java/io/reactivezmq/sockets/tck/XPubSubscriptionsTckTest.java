package io.reactivezmq.sockets.tck;

import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.XPubSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/**
 * {@code XPubSocket.subscriptions()}: as many topics as elements are asked for, of one SUB peer. What needs a stream without end is
 * skipped, because subscriptions are state and their number is limited.
 */
@Test
public class XPubSubscriptionsTckTest extends PublisherVerification<SubscriptionEvent> {

    private static final int MOST = 1000;

    private final TckRun run = new TckRun();

    public XPubSubscriptionsTckTest() {
        super(TckRun.environment());
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Publisher<SubscriptionEvent> createPublisher(long elements) {
        XPubSocket xpub = run.opened(run.zmq().xpub());
        if (elements == 0) {
            xpub.close();
            return xpub.subscriptions();
        }
        SubSocket sub = run.opened(run.zmq().sub());
        for (int i = 0; i < elements; i++) {
            sub.subscribe("topic " + i);
        }
        sub.connectNow(run.bind(xpub));
        AtomicLong left = new AtomicLong(elements);
        return xpub.subscriptions().doOnNext(event -> {
            if (left.decrementAndGet() == 0) {
                xpub.dispose();
            }
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<SubscriptionEvent> createFailedPublisher() {
        XPubSocket xpub = run.opened(run.zmq().xpub());
        run.running(xpub.subscriptions().subscribe());
        return xpub.subscriptions();
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
