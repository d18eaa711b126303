package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Flux;

/** {@code receive()} of a type whose peer waits for room; a finite stream ends because the socket is closed. */
abstract class ReceiveVerification extends PublisherVerification<ZmqMessage> {

    final TckRun run = new TckRun();

    ReceiveVerification() {
        super(TckRun.environment());
    }

    abstract ReceivingSocket receiver();

    abstract SendingSocket sender();

    @Override
    public final Publisher<ZmqMessage> createPublisher(long elements) {
        ReceivingSocket receiver = run.opened(receiver());
        if (elements == 0) {
            receiver.close();
            return receiver.receive();
        }
        return publisher(receiver, run.opened(sender()), elements);
    }

    /** What the receiver gets of the sender, so many. */
    Publisher<ZmqMessage> publisher(ReceivingSocket receiver, SendingSocket sender, long elements) {
        sender.connectNow(run.bind(receiver));
        run.running(sender.send(TckRun.messages(elements)).subscribe(sent -> { }, closed -> { }));
        AtomicLong left = new AtomicLong(elements);
        return Flux.from(receiver.receive()).doOnNext(message -> {
            if (left.decrementAndGet() == 0) {
                receiver.dispose();
            }
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public final Publisher<ZmqMessage> createFailedPublisher() {
        ReceivingSocket receiver = run.opened(receiver());
        run.running(receiver.receive().subscribe());
        return receiver.receive();
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
