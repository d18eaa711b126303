package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.testng.annotations.Test;

/** What {@code StreamSocket.send(peer, publisher)} subscribes to the publisher. */
@Test
public class StreamSendPublisherTckTest extends SubscriberVerification {

    private static final RoutingId SERVER = RoutingId.of("server");

    @Override
    @SuppressWarnings("unchecked") // it takes messages, whatever else it might take
    public Subscriber<ZmqMessage> createSubscriber() {
        AtomicReference<Subscriber<? super ZmqMessage>> subscriber = new AtomicReference<>();
        run.running(SubscriberTck.stream(run, SERVER).send(SERVER, (Publisher<ZmqMessage>) subscriber::set)
                .subscribe(sent -> { }, error -> { }));
        return (Subscriber<ZmqMessage>) Objects.requireNonNull(subscriber.get());
    }

}
