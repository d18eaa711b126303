package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.spi.PausableSubscription;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The subscriber of an {@link FairMerge} and its demand. Demand and emissions are totals, so emitting writes nothing shared. */
final class MergeSubscription<T> implements PausableSubscription {

    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<MergeSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(MergeSubscription.class, "requested");
    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<MergeSubscription> PAUSES =
            AtomicIntegerFieldUpdater.newUpdater(MergeSubscription.class, "pauses");

    private final FairMerge<T> merge;
    private final CoreSubscriber<? super T> actual;

    private volatile boolean active;
    private volatile long requested;
    /** Nothing is emitted unless this is 0; one that finishes is paused for good. */
    private volatile int pauses;
    private volatile boolean finishing;
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

    /** Whether signals may be sent; ends one that is to finish, or that asked for nothing or less (Reactive Streams 3.9). */
    boolean isActive() {
        IllegalArgumentException illegal = illegalRequest;
        if (illegal != null && active && merge.remove(this)) {
            contain(() -> actual.onError(illegal));
            return false;
        }
        if (finishing && active && merge.remove(this)) {
            complete();
            return false;
        }
        return active;
    }

    boolean hasDemand() {
        return active && pauses == 0 && emitted != requested;
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
        Contained.drop(failure, actual.currentContext());
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
    public void pause() {
        if (PAUSES.incrementAndGet(this) == 0) {
            merge.drain(); // the resume that belongs to it came first
        }
    }

    @Override
    public void resume() {
        if (PAUSES.decrementAndGet(this) == 0) {
            merge.drain();
        }
    }

    @Override
    public void finish() {
        finishing = true;
        PAUSES.incrementAndGet(this);
        merge.drain();
    }

    @Override
    public void cancel() {
        merge.remove(this);
    }
}
