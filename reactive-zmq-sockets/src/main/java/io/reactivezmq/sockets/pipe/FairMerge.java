package io.reactivezmq.sockets.pipe;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * One element of each source in turn (fair queueing, libzmq's fq.cpp) into one subscriber.
 *
 * <p>Whoever holds {@code wip} emits, and nobody else. Sources with elements stand in {@code ready}, each at most once, so that
 * queue is bounded by their number, and a thousand idle ones cost nothing.
 *
 * <p>{@code Subscription}: one at a time; a second one fails. After a cancel the next subscriber gets what was not emitted.
 */
public abstract class FairMerge<T> extends Flux<T> {

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<FairMerge> WIP =
            AtomicIntegerFieldUpdater.newUpdater(FairMerge.class, "wip");
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<FairMerge, @Nullable MergeSubscription> CURRENT =
            AtomicReferenceFieldUpdater.newUpdater(FairMerge.class, MergeSubscription.class, "current");

    /** After so many elements the drain loop moves to the event loop of the source it serves, so that no loop is captured. */
    private static final int TURN = 1024;
    private static final int READY_CHUNK = 64;
    private static final int MAX_HOLLOW = 64;

    private final MpscUnboundedArrayQueue<MergeSource<T>> ready = new MpscUnboundedArrayQueue<>(READY_CHUNK);
    /** Those that stand in {@code ready} with nothing to give. */
    private final AtomicInteger hollow = new AtomicInteger();
    private final Runnable drainLoop = this::drainLoop;
    private final String name;

    private volatile int wip;
    private volatile @Nullable MergeSubscription<T> current;
    private volatile boolean closed;

    /** @param name the call that gives this out, for messages */
    FairMerge(String name) {
        this.name = name;
    }

    /** Takes the right to emit if nobody has it. */
    final boolean acquire() {
        return wip == 0 && WIP.compareAndSet(this, 0, 1);
    }

    /** Emits at once if that keeps the order and there is demand; only for whoever has the right to emit. */
    final boolean tryEmit(T element) {
        MergeSubscription<T> subscription = current;
        if (subscription != null && subscription.hasDemand() && ready.isEmpty() && !closed) {
            subscription.emit(element);
            return true;
        }
        return false;
    }

    final boolean isClosed() {
        return closed;
    }

    /** The source has an element; {@link #drain} has to follow. */
    final void ready(MergeSource<T> source) {
        if (source.becomeReady()) {
            ready.offer(source);
        }
    }

    /**
     * A source was emptied without having been asked; any thread. Those leave the line from time to time, also while there is no demand:
     * never many more of them stand in it than of others, unless a subscriber blocks.
     */
    final void emptied() {
        if (hollow.incrementAndGet() <= MAX_HOLLOW + ready.size() / 2 || !acquire()) {
            return;
        }
        hollow.set(0);
        for (int left = ready.size(); left > 0; left--) {
            MergeSource<T> source = ready.poll();
            if (source != null && (!source.isEmpty() || source.leaveReady())) {
                ready.offer(source);
            }
        }
        drainLoop();
    }

    /** Completes the subscriber; what nobody asked for is forgotten. */
    public final void close() {
        closed = true;
        drain();
    }

    final void drain() {
        if (WIP.getAndIncrement(this) == 0) {
            drainLoop();
        }
    }

    /** For whoever has the right to emit, which this gives back. */
    final void drainLoop() {
        int missed = 1;
        do {
            if (!emitReady()) {
                return;
            }
            missed = WIP.addAndGet(this, -missed);
        } while (missed != 0);
    }

    /** Emits while there are elements and demand; returns false when it goes on elsewhere, holding {@code wip}. */
    private boolean emitReady() {
        int turn = TURN;
        while (true) {
            MergeSubscription<T> subscription = current;
            if (closed) {
                complete(subscription);
                return true;
            }
            if (subscription == null || !subscription.isActive() || !subscription.hasDemand()) {
                return true;
            }
            MergeSource<T> source = ready.poll();
            if (source == null) {
                return true;
            }
            T element = source.poll();
            if (element != null) {
                subscription.emit(element);
            }
            if (!source.isEmpty() || source.leaveReady()) {
                ready.offer(source);
            }
            source.polled();
            if (--turn == 0 && source.execute(drainLoop)) {
                return false;
            }
        }
    }

    private void complete(@Nullable MergeSubscription<T> subscription) {
        if (subscription != null && subscription.isActive() && remove(subscription)) {
            subscription.complete();
        }
        MergeSource<T> source;
        while ((source = ready.poll()) != null) {
            source.discard();
        }
    }

    final boolean remove(MergeSubscription<T> subscription) {
        return CURRENT.compareAndSet(this, subscription, null);
    }

    @Override
    public final void subscribe(CoreSubscriber<? super T> actual) {
        if (closed) {
            Operators.complete(actual);
            return;
        }
        MergeSubscription<T> subscription = new MergeSubscription<>(this, actual);
        if (!CURRENT.compareAndSet(this, null, subscription)) {
            Operators.error(actual, new IllegalStateException(
                    name + " has one subscriber at a time; use share() or publish() on it to give messages to several"));
            return;
        }
        actual.onSubscribe(subscription);
        subscription.activate();
        drain();
    }
}
