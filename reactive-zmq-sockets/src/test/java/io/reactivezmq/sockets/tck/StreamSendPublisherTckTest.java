package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.StreamSocket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** What {@code StreamSocket.send(peer, publisher)} subscribes to the publisher. */
@Test
public class StreamSendPublisherTckTest extends SubscriberBlackboxVerification<ZmqMessage> {

    private static final RoutingId SERVER = RoutingId.of("server");

    private final TckRun run = new TckRun();

    public StreamSendPublisherTckTest() {
        super(TckRun.environment());
    }

    @Override
    @SuppressWarnings("unchecked") // it takes messages, whatever else it might take
    public Subscriber<ZmqMessage> createSubscriber() {
        AtomicReference<Subscriber<? super ZmqMessage>> subscriber = new AtomicReference<>();
        run.running(stream().send(SERVER, (Publisher<ZmqMessage>) subscriber::set).subscribe(sent -> { }, error -> { }));
        return (Subscriber<ZmqMessage>) Objects.requireNonNull(subscriber.get());
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
        return SubscriberTck.message(number);
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
