package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/**
 * A single message that waits for room, at a place that was taken for it. Sent, failed and cancelled exclude each other; who takes
 * the message says which.
 */
final class MessageWaiter implements Waiter, Subscription {

    private final Contained<Void> actual;
    private final Outbox outbox;
    private final AtomicReference<@Nullable ZmqMessage> waiting;

    MessageWaiter(Contained<Void> actual, ZmqMessage message, Outbox outbox) {
        this.actual = actual;
        this.outbox = outbox;
        this.waiting = new AtomicReference<>(message);
    }

    @Override
    public boolean isOver() {
        return waiting.get() == null;
    }

    @Override
    public boolean resume() {
        ZmqMessage message = waiting.get();
        if (message == null) {
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
        if (settle()) {
            actual.onComplete();
        }
        return true;
    }

    @Override
    public void fail(ZmqException cause) {
        if (settle()) {
            actual.onError(cause);
        }
    }

    private boolean settle() {
        if (waiting.getAndSet(null) == null) {
            return false;
        }
        outbox.pendingIsOver();
        return true;
    }

    @Override
    public void request(long n) {
        Operators.validate(n);
    }

    @Override
    public void cancel() {
        if (settle()) {
            outbox.cancelled();
        }
    }
}
