package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code SubSocket.receive()}: messages of a PUB peer that never stops; a finite stream is cut off it. */
@Test
public class SubReceiveTckTest extends PublisherVerification<ZmqMessage> {

    private final TckRun run = new TckRun();

    public SubReceiveTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        SubSocket sub = run.opened(run.zmq().sub());
        if (elements == 0) {
            sub.close();
            return sub.receive();
        }
        PubSocket pub = run.opened(run.zmq().pub());
        sub.subscribe("");
        sub.connectNow(run.bind(pub));
        // PUB drops what nobody has subscribed to yet, so it publishes on and on, in steps that leave the processor to others
        Disposable publishing = Flux.interval(Duration.ofMillis(1)).onBackpressureDrop()
                .concatMap(tick -> TckRun.messages(20))
                .subscribe(pub::trySend, closed -> { });
        run.running(publishing);
        return sub.receive().take(elements).doFinally(end -> {
            publishing.dispose();
            sub.dispose();
            pub.dispose();
        });
    }

    /** A second subscriber beside the first one. */
    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        SubSocket sub = run.opened(run.zmq().sub());
        run.running(sub.receive().subscribe());
        return sub.receive();
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
