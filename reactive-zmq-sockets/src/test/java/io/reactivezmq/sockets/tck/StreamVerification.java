package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code receive()} of a type whose peer drops what there is no room for: it sends on and on, and a finite stream is cut off it. */
abstract class StreamVerification extends PublisherVerification<ZmqMessage> {

    private static final int STEP = 20;

    final TckRun run = new TckRun();

    StreamVerification() {
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
        SendingSocket sender = run.opened(sender());
        receiver.connectNow(run.bind(sender));
        // in steps that leave the processor to others
        Disposable sending = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                .concatMap(tick -> Flux.range(0, STEP).map(i -> ZmqMessage.of("message")))
                .subscribe(sender::trySend, closed -> { });
        run.running(sending);
        return receiver.receive().take(elements).doFinally(end -> {
            sending.dispose();
            receiver.dispose();
            sender.dispose();
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
