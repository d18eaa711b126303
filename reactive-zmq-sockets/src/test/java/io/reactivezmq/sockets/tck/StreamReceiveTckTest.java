package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.StreamSocket;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.publisher.Flux;

/** {@code StreamSocket.receive()}: chunks; a finite stream ends because the socket is closed. */
@Test
public class StreamReceiveTckTest extends PublisherVerification<ZmqMessage> {

    /** What is sent is cut into chunks of at most this size, so there are no fewer than messages. */
    private static final int CHUNK = 256;
    /** More than any test asks for, and less than the queues hold. */
    private static final int ENDLESS = 900;

    private final TckRun run = new TckRun();

    public StreamReceiveTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        StreamSocket stream = run.opened(run.zmq().stream(options -> options.queues(queues -> queues.readSize(CHUNK))));
        if (elements == 0) {
            stream.close();
            return stream.receive();
        }
        StreamSocket clients = run.opened(run.zmq().stream());
        RoutingId server = RoutingId.of("server");
        clients.connect(run.bind(stream), server).block();
        ZmqMessage bytes = ZmqMessage.of(new byte[CHUNK]);
        for (long i = Math.min(elements, ENDLESS); i > 0; i--) {
            clients.trySend(server, bytes);
        }
        AtomicLong left = new AtomicLong(elements);
        return Flux.from(stream.receive()).doOnNext(chunk -> {
            if (left.decrementAndGet() == 0) {
                stream.dispose();
            }
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        StreamSocket stream = run.opened(run.zmq().stream());
        run.running(stream.receive().subscribe());
        return stream.receive();
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
