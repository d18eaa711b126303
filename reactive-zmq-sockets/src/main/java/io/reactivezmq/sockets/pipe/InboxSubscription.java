package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The subscriber of an {@link Inbox} and its demand. Demand and emissions are totals, so emitting writes nothing shared. */
final class InboxSubscription implements Subscription {

    private static final AtomicLongFieldUpdater<InboxSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(InboxSubscription.class, "requested");

    private final Inbox inbox;
    private final CoreSubscriber<? super ZmqMessage> actual;

    private volatile boolean active;
    private volatile long requested;
    private volatile @Nullable IllegalArgumentException illegalRequest;
    /** Written by whoever holds the inbox. */
    private long emitted;

    InboxSubscription(Inbox inbox, CoreSubscriber<? super ZmqMessage> actual) {
        this.inbox = inbox;
        this.actual = actual;
    }

    /** The subscriber has seen {@code onSubscribe}: from now on it may get other signals. */
    void activate() {
        active = true;
    }

    /** Whether signals may be sent; ends a subscription that asked for nothing or less (Reactive Streams 3.9). */
    boolean isActive() {
        IllegalArgumentException illegal = illegalRequest;
        if (illegal != null && active && inbox.remove(this)) {
            actual.onError(illegal);
            return false;
        }
        return active;
    }

    boolean hasDemand() {
        return active && emitted != requested;
    }

    void emit(ZmqMessage message) {
        emitted++;
        try {
            actual.onNext(message);
        } catch (Throwable failure) {
            // a subscriber must not throw (Reactive Streams 2.13); it has cancelled itself, no peer and no event loop may suffer
            inbox.remove(this);
            Operators.onErrorDropped(failure, actual.currentContext());
        }
    }

    void complete() {
        actual.onComplete();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            illegalRequest = new IllegalArgumentException("request(" + n + "): demand must be positive (Reactive Streams 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        inbox.drain();
    }

    @Override
    public void cancel() {
        inbox.remove(this);
    }
}
