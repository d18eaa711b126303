package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Where the messages of all pipes of a socket come together: fair queueing (libzmq's fq.cpp) into one subscriber.
 *
 * <p>Whoever holds {@code wip} emits, and nobody else. A pipe's event loop takes it with the first message of a read and
 * keeps it until the end of that read; while there is demand and nobody else is waiting, messages go from the decoder
 * straight to the subscriber. Otherwise they are queued in their pipe and the pipe in {@code ready}, and the drain loop takes one
 * message of each ready pipe in turn. A pipe is in {@code ready} at most once, so that queue is bounded by the number of
 * peers, and a thousand idle peers cost nothing.
 *
 * <p>{@code Subscription}: one at a time; a second one fails. After a cancel the next subscriber gets what was not emitted.
 */
public final class Inbox extends Flux<ZmqMessage> {

    private static final AtomicIntegerFieldUpdater<Inbox> WIP = AtomicIntegerFieldUpdater.newUpdater(Inbox.class, "wip");
    private static final AtomicReferenceFieldUpdater<Inbox, @Nullable InboxSubscription> CURRENT =
            AtomicReferenceFieldUpdater.newUpdater(Inbox.class, InboxSubscription.class, "current");

    /** After so many messages the drain loop moves to the event loop of the pipe it serves, so that no loop is captured. */
    private static final int TURN = 1024;
    private static final int READY_CHUNK = 64;

    private final MpscUnboundedArrayQueue<Pipe> ready = new MpscUnboundedArrayQueue<>(READY_CHUNK);
    private final Runnable drainLoop = this::drainLoop;

    private volatile int wip;
    private volatile @Nullable InboxSubscription current;
    private volatile boolean closed;

    /** A pipe received a message; on its event loop. Returns whether the pipe has room for another. */
    public boolean accept(Pipe pipe, ZmqMessage message) {
        if (pipe.emitting || acquire(pipe)) {
            InboxSubscription subscription = current;
            if (subscription != null && subscription.hasDemand() && ready.isEmpty() && !closed) {
                subscription.emit(message);
                return true;
            }
        }
        return enqueue(pipe, message);
    }

    private boolean acquire(Pipe pipe) {
        if (wip == 0 && WIP.compareAndSet(this, 0, 1)) {
            pipe.emitting = true;
            return true;
        }
        return false;
    }

    private boolean enqueue(Pipe pipe, ZmqMessage message) {
        if (closed) {
            return true;
        }
        pipe.inbound.add(message);
        if (pipe.becomeReady()) {
            ready.offer(pipe);
        }
        pipe.hasQueued = true;
        return pipe.keepsReading();
    }

    /** The end of what one read brought to this pipe; on its event loop. */
    public void endOfRead(Pipe pipe) {
        if (pipe.emitting) {
            pipe.emitting = false;
            pipe.hasQueued = false;
            drainLoop();
        } else if (pipe.hasQueued) {
            pipe.hasQueued = false;
            drain();
        }
    }

    /** Completes the subscriber; what nobody asked for is forgotten. */
    public void close() {
        closed = true;
        drain();
    }

    void drain() {
        if (WIP.getAndIncrement(this) == 0) {
            drainLoop();
        }
    }

    private void drainLoop() {
        int missed = 1;
        do {
            if (!emitReady()) {
                return;
            }
            missed = WIP.addAndGet(this, -missed);
        } while (missed != 0);
    }

    /** Emits while there are messages and demand; returns false when it goes on elsewhere, holding {@code wip}. */
    private boolean emitReady() {
        int turn = TURN;
        while (true) {
            InboxSubscription subscription = current;
            if (closed) {
                complete(subscription);
                return true;
            }
            if (subscription == null || !subscription.isActive() || !subscription.hasDemand()) {
                return true;
            }
            Pipe pipe = ready.poll();
            if (pipe == null) {
                return true;
            }
            ZmqMessage message = pipe.inbound.poll();
            if (message != null) {
                subscription.emit(message);
            }
            if (!pipe.inbound.isEmpty() || pipe.leaveReady()) {
                ready.offer(pipe);
            }
            pipe.resumeReading();
            if (--turn == 0 && pipe.execute(drainLoop)) {
                return false;
            }
        }
    }

    private void complete(@Nullable InboxSubscription subscription) {
        if (subscription != null && subscription.isActive() && remove(subscription)) {
            subscription.complete();
        }
        ready.clear();
    }

    boolean remove(InboxSubscription subscription) {
        return CURRENT.compareAndSet(this, subscription, null);
    }

    @Override
    public void subscribe(CoreSubscriber<? super ZmqMessage> actual) {
        if (closed) {
            Operators.complete(actual);
            return;
        }
        InboxSubscription subscription = new InboxSubscription(this, actual);
        if (!CURRENT.compareAndSet(this, null, subscription)) {
            Operators.error(actual, new IllegalStateException(
                    "receive() has one subscriber at a time; use receive().share() or publish() to give messages to several"));
            return;
        }
        actual.onSubscribe(subscription);
        subscription.activate();
        drain();
    }
}
