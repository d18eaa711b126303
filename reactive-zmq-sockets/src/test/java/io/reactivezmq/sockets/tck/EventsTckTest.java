package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** {@code events()} of a socket that tries every millisecond to reach somebody who is not there. */
@Test
public class EventsTckTest extends PublisherVerification<SocketEvent> {

    private final TckRun run = new TckRun();
    private final Socket reservation = new Socket();
    private String nobody = "";

    public EventsTckTest() {
        super(TckRun.environment());
    }

    /** Bound and not listening: nobody else gets the port, and connections are refused. */
    @BeforeClass
    public void reserve() {
        try {
            reservation.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            nobody = "tcp://127.0.0.1:" + reservation.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public Publisher<SocketEvent> createPublisher(long elements) {
        if (elements == 0) {
            PullSocket closed = run.zmq().pull();
            closed.close();
            return closed.events();
        }
        PushSocket push = run.opened(run.zmq().push());
        push.connectNow(nobody);
        return push.events().take(elements);
    }

    /** There is none, so the tests of failed publishers are skipped: events() never fails and rejects no subscriber. */
    @Override
    public @Nullable Publisher<SocketEvent> createFailedPublisher() {
        return null;
    }

    @AfterMethod
    public void closeSockets() {
        run.closeTest();
    }

    @AfterClass
    public void closeContext() throws IOException {
        run.closeAll();
        reservation.close();
    }
}
