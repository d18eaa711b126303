package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.StreamSocket;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** {@code StreamSocket.asSubscriber()}: it requests by itself, and sends to whom each message names. */
@Test
public class StreamSubscriberTckTest extends SubscriberBlackboxVerification<ZmqMessage> {

    private static final RoutingId SERVER = RoutingId.of("server");

    private final TckRun run = new TckRun();

    public StreamSubscriberTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Subscriber<ZmqMessage> createSubscriber() {
        return stream().asSubscriber();
    }

    private StreamSocket stream() {
        StreamSocket server = run.opened(run.zmq().stream());
        run.running(server.receive().subscribe());
        StreamSocket stream = run.opened(run.zmq().stream());
        stream.connect(run.bind(server), SERVER).block();
        return stream;
    }

    @Override
    public ZmqMessage createElement(int number) {
        return SubscriberTck.message(number).withFirst(SERVER.bytes());
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
