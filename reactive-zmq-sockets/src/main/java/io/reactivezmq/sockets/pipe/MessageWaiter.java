package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** A single message that waits for room. Sent, failed and cancelled exclude each other. */
final class MessageWaiter implements Waiter, Subscription {

    private final CoreSubscriber<? super Void> actual;
    private final ZmqMessage message;
    private final Outbox outbox;
    private final AtomicBoolean settled = new AtomicBoolean();

    MessageWaiter(CoreSubscriber<? super Void> actual, ZmqMessage message, Outbox outbox) {
        this.actual = actual;
        this.message = message;
        this.outbox = outbox;
    }

    void start() {
        try {
            outbox.waitForTurn(this);
        } catch (ZmqOverflowException tooMany) {
            fail(tooMany);
        }
    }

    @Override
    public boolean resume() {
        if (settled.get()) {
            return true;
        }
        try {
            if (!outbox.tryRoute(message)) {
                return false;
            }
        } catch (ZmqException unroutable) {
            fail(unroutable);
            return true;
        }
        // a cancel in this instant comes too late: the message is on its way, as if the cancel had come after it
        if (settled.compareAndSet(false, true)) {
            actual.onComplete();
        }
        return true;
    }

    @Override
    public void fail(ZmqException cause) {
        if (settled.compareAndSet(false, true)) {
            actual.onError(cause);
        }
    }

    @Override
    public void request(long n) {
        Operators.validate(n);
    }

    @Override
    public void cancel() {
        settled.set(true);
        outbox.onRoom(); // whoever comes next may have the place
    }
}
