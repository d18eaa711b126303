package io.reactivezmq.sockets.pipe;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Something that a {@link FairMerge} takes elements from, such as a pipe. It stands in the merge's ready queue at most once. */
abstract class MergeSource<T> {

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<MergeSource> READY =
            AtomicIntegerFieldUpdater.newUpdater(MergeSource.class, "ready");

    private volatile int ready;

    /** The next element, or null; called by whoever drains the merge. */
    abstract @Nullable T poll();

    abstract boolean isEmpty();

    /** An element was taken: there may be room for another. */
    abstract void polled();

    /** Nobody will ask any more: forgets what is left, and counts it where it is a loss. */
    abstract void discard();

    /** Runs a task where this source's elements come from; returns false when it cannot. */
    abstract boolean execute(Runnable task);

    /** Atomic whatever the value was: the element just added has to be visible before the value is looked at. */
    final boolean becomeReady() {
        return READY.getAndSet(this, 1) == 0;
    }

    /** The source was seen empty; returns true if it is not any more and therefore stays ready. */
    final boolean leaveReady() {
        ready = 0;
        return !isEmpty() && becomeReady();
    }
}
