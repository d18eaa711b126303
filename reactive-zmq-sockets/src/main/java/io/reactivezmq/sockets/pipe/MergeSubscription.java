package io.reactivezmq.sockets.pipe;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The subscriber of an {@link FairMerge} and its demand. Demand and emissions are totals, so emitting writes nothing shared. */
final class MergeSubscription<T> implements Subscription {

    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<MergeSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(MergeSubscription.class, "requested");

    private final FairMerge<T> merge;
    private final CoreSubscriber<? super T> actual;

    private volatile boolean active;
    private volatile long requested;
    private volatile @Nullable IllegalArgumentException illegalRequest;
    /** Written by whoever holds the merge. */
    private long emitted;

    MergeSubscription(FairMerge<T> merge, CoreSubscriber<? super T> actual) {
        this.merge = merge;
        this.actual = actual;
    }

    /** The subscriber has seen {@code onSubscribe}: from now on it may get other signals. */
    void activate() {
        active = true;
    }

    /** Whether signals may be sent; ends a subscription that asked for nothing or less (Reactive Streams 3.9). */
    boolean isActive() {
        IllegalArgumentException illegal = illegalRequest;
        if (illegal != null && active && merge.remove(this)) {
            contain(() -> actual.onError(illegal));
            return false;
        }
        return active;
    }

    boolean hasDemand() {
        return active && emitted != requested;
    }

    void emit(T element) {
        emitted++;
        try {
            actual.onNext(element);
        } catch (Throwable failure) {
            throwOut(failure);
        }
    }

    void complete() {
        contain(actual::onComplete);
    }

    private void contain(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable failure) {
            throwOut(failure);
        }
    }

    /** A subscriber must not throw (Reactive Streams 2.13): it has cancelled itself, no peer and no event loop may suffer. */
    private void throwOut(Throwable failure) {
        merge.remove(this);
        Operators.onErrorDropped(failure, actual.currentContext());
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            illegalRequest = new IllegalArgumentException("request(" + n + "): demand must be positive (Reactive Streams 3.9)");
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        merge.drain();
    }

    @Override
    public void cancel() {
        merge.remove(this);
    }
}
