package io.reactivezmq.sockets.tck;

import io.reactivezmq.core.message.ZmqMessage;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.reactivestreams.tck.SubscriberWhiteboxVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** {@code PushSocket.asSubscriber()} again, with a probe around it that sees every signal. */
@Test
public class PushSubscriberWhiteboxTckTest extends SubscriberWhiteboxVerification<ZmqMessage> {

    private final TckRun run = new TckRun();

    public PushSubscriberWhiteboxTckTest() {
        super(TckRun.environment());
    }

    @Override
    public Subscriber<ZmqMessage> createSubscriber(WhiteboxSubscriberProbe<ZmqMessage> probe) {
        return new Probed(SubscriberTck.push(run).asSubscriber(), probe);
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

    /** Hands every signal to the subscriber first, so that what it throws is seen, and then to the probe. */
    private record Probed(Subscriber<ZmqMessage> subscriber, WhiteboxSubscriberProbe<ZmqMessage> probe)
            implements Subscriber<ZmqMessage> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscriber.onSubscribe(subscription);
            probe.registerOnSubscribe(new SubscriberPuppet() {
                @Override
                public void triggerRequest(long elements) {
                    // the subscriber requests as there is room, and there is
                }

                @Override
                public void signalCancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(ZmqMessage message) {
            subscriber.onNext(message);
            probe.registerOnNext(message);
        }

        @Override
        public void onError(Throwable error) {
            subscriber.onError(error);
            probe.registerOnError(error);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
            probe.registerOnComplete();
        }
    }
}
