package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.RouterSocket;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/**
 * {@code RouterSocket.peers()}: as many DEALER peers as elements are asked for. What needs more than a few is skipped.
 */
@Test
public class RouterPeersTckTest extends PublisherVerification<RouterPeer> {

    private static final int MOST = 20;

    private final TckRun run = new TckRun();

    public RouterPeersTckTest() {
        super(TckRun.environment());
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    @Override
    public Publisher<RouterPeer> createPublisher(long elements) {
        RouterSocket router = run.opened(run.zmq().router());
        Endpoint endpoint = run.bind(router);
        if (elements == 0) {
            router.close();
        }
        for (int i = 0; i < elements; i++) {
            run.opened(run.zmq().dealer()).connectNow(endpoint);
        }
        return router.peers().take(elements);
    }

    /** There is none, so the tests of failed publishers are skipped: peers() never fails and rejects no subscriber. */
    @Override
    public @Nullable Publisher<RouterPeer> createFailedPublisher() {
        return null;
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
