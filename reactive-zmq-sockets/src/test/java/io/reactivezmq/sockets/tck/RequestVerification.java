package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import reactor.core.publisher.Mono;

/** A request is a publisher of one reply. */
abstract class RequestVerification extends PublisherVerification<ZmqMessage> {

    static final ZmqMessage QUESTION = ZmqMessage.of("question");

    final TckRun run = new TckRun();

    RequestVerification() {
        super(TckRun.environment());
    }

    /** Asks {@link #QUESTION} of who listens there. */
    abstract Publisher<ZmqMessage> ask(Endpoint replier);

    /** Asks it when the socket has been closed. */
    abstract Publisher<ZmqMessage> askInVain();

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<ZmqMessage> createPublisher(long elements) {
        RepSocket rep = run.opened(run.zmq().rep());
        run.running(rep.reply(Mono::just).subscribe());
        return ask(run.bind(rep));
    }

    @Override
    public Publisher<ZmqMessage> createFailedPublisher() {
        return askInVain();
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
