package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/**
 * {@code PushSocket.send(message)}: a publisher that has no elements. The tests that need elements, which are most, are
 * skipped because of {@link #maxElementsFromPublisher()}: there is nothing to request or to count in a {@code Mono<Void>}.
 */
@Test
public class SendMessageTckTest extends PublisherVerification<Void> {

    private static final ZmqMessage MESSAGE = ZmqMessage.of("message");

    private final TckRun run = new TckRun();

    public SendMessageTckTest() {
        super(TckRun.environment());
    }

    @Override
    public long maxElementsFromPublisher() {
        return 0;
    }

    @Override
    public Publisher<Void> createPublisher(long elements) {
        PushSocket push = run.opened(run.zmq().push());
        PullSocket pull = run.opened(run.zmq().pull());
        push.connectNow(run.bind(pull));
        return push.send(MESSAGE);
    }

    @Override
    public Publisher<Void> createFailedPublisher() {
        PushSocket push = run.zmq().push();
        push.close();
        return push.send(MESSAGE);
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
