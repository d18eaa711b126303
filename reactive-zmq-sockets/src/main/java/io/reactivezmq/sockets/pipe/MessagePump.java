package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.PausableSubscription;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Carries a publisher's messages into an {@link Outbox}, asking for as many as there is room for.
 *
 * <p>It asks on the event loop of a pipe, one batch per round of I/O. A source that emits at once, inside {@code request},
 * thereby runs on that loop: each message is encoded where it is emitted, and the batch is flushed once. A source with
 * threads of its own is asked for more when a quarter of the batch is left.
 *
 * <p>What still arrives while it waits in the outbox is held, at most two batches, and goes out first: the order of the source is
 * kept. A source that can be paused, such as what a socket receives, is paused meanwhile, so that no more is held than the message
 * that found no room.
 */
public final class MessagePump implements CoreSubscriber<ZmqMessage>, Subscription, Waiter {

    private static final AtomicIntegerFieldUpdater<MessagePump> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(MessagePump.class, "scheduled");
    private static final AtomicLongFieldUpdater<MessagePump> RECEIVED =
            AtomicLongFieldUpdater.newUpdater(MessagePump.class, "received");
    private static final AtomicIntegerFieldUpdater<MessagePump> PAUSED =
            AtomicIntegerFieldUpdater.newUpdater(MessagePump.class, "paused");

    /** About what one write takes; a batch of large messages has fewer of them. */
    private static final int BATCH_BYTES = 64 * 1024;
    private static final int MIN_BATCH = 4;

    private final Outbox outbox;
    private final @Nullable CoreSubscriber<? super Void> actual;
    private final HeldMessages held;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Runnable pumpTask = this::pump;

    private @Nullable Subscription upstream;
    private @Nullable PausableSubscription pausable;
    private @Nullable EventLoop loop;
    private @Nullable NextIteration nextIteration;
    private boolean rested;
    private int batch;
    private long receivedBytes;
    private volatile long received;
    private volatile long requested;
    private volatile int scheduled;
    /** 1 while the source is paused. */
    private volatile int paused;
    private volatile boolean done;
    private @Nullable Throwable error;

    /** @param actual who learns about the end and does not throw, or null if nobody does */
    public MessagePump(Outbox outbox, @Nullable CoreSubscriber<? super Void> actual) {
        this.outbox = outbox;
        this.actual = actual;
        this.batch = outbox.maxBatch();
        this.held = new HeldMessages(2 * Math.max(2, outbox.maxBatch()));
    }

    @Override
    public Context currentContext() {
        return actual == null ? Context.empty() : actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription s) {
        if (Operators.validate(upstream, s)) {
            upstream = s;
            pausable = s instanceof PausableSubscription source ? source : null;
            outbox.add(this);
            if (settled.get()) {
                s.cancel();
                outbox.forget(this);
            } else {
                schedule();
            }
        }
    }

    @Override
    public void onNext(ZmqMessage message) {
        Objects.requireNonNull(message, "message");
        if (done || settled.get()) {
            outbox.dropped(DropReason.UNSENT, 1);
            Operators.onNextDropped(message, currentContext());
            return;
        }
        ZmqException end = outbox.end();
        if (end != null) {
            outbox.dropped(DropReason.UNSENT, 1);
            fail(end);
            return;
        }
        // one thread at a time by the rules of Reactive Streams; a source that breaks them only upsets its own demand
        RECEIVED.lazySet(this, received + 1);
        receivedBytes += message.size();
        try {
            if (held.isWaiting() || !outbox.tryRoute(message)) {
                hold(message);
            }
        } catch (ZmqException unroutable) {
            if (!passesOver(message, unroutable)) {
                return;
            }
        }
        askForMoreInTime();
    }

    /** Where {@code onErrorContinue} says so, a message that can go nowhere is not the end of those behind it. */
    private boolean passesOver(ZmqMessage message, ZmqException cause) {
        Throwable end = Operators.onNextError(message, cause, currentContext());
        if (end == null) {
            outbox.dropped(cause instanceof ZmqUnroutableException ? DropReason.UNROUTABLE : DropReason.UNSENT, 1);
            return true;
        }
        settle(end);
        return false;
    }

    /**
     * Twice per batch, not for each message: the compare-and-set also makes the count visible to a pump that is about to end, which
     * looks at it after that.
     */
    private void askForMoreInTime() {
        long outstanding = requested - received;
        if ((outstanding == 0 || outstanding == batch / 4) && !done && !held.isWaiting()) {
            schedule();
        }
    }

    private void hold(ZmqMessage message) {
        if (!held.offer(message)) {
            outbox.dropped(DropReason.UNSENT, 1);
            fail(new ZmqOverflowException("the publisher emitted more messages than were requested (Reactive Streams 1.1)"));
            return;
        }
        pauseSource();
        if (held.added()) {
            outbox.await(this);
        }
    }

    /** Ended by {@link #pump}, which follows on each wait. */
    private void pauseSource() {
        PausableSubscription source = pausable;
        if (source != null && PAUSED.compareAndSet(this, 0, 1)) {
            source.pause();
        }
    }

    private void resumeSource() {
        PausableSubscription source = pausable;
        if (source != null && paused == 1 && PAUSED.compareAndSet(this, 1, 0)) {
            source.resume();
        }
    }

    private boolean needsMore() {
        return !done && !held.isWaiting() && (paused == 1 || requested - received <= batch / 4);
    }

    private void schedule() {
        if (SCHEDULED.compareAndSet(this, 0, 1)) {
            hop(outbox.loop());
        }
    }

    private void hop(EventLoop target) {
        try {
            target.execute(pumpTask);
        } catch (RejectedExecutionException shutDown) {
            fail(ZmqClosedException.contextClosed());
        }
    }

    /** Asks for one batch; {@code scheduled} is 1 and stays so while another round follows. */
    private void pump() {
        EventLoop home = outbox.loop();
        if (!home.inEventLoop()) {
            hop(home);
            return;
        }
        if (done || settled.get()) {
            scheduled = 0;
            return;
        }
        if (!held.isWaiting() && !outbox.wantsMore()) {
            scheduled = 0;
            if (held.await()) {
                pauseSource();
                outbox.await(this);
            }
            return;
        }
        // what another socket receives would only be lost there instead, in front of whoever looks at it on the way
        if (!held.isWaiting() && !rested && pausable == null && outbox.rests(pumpTask)) {
            rested = true;
            return;
        }
        rested = false; // whatever ended the rest: one batch at least follows
        if (!held.isWaiting()) {
            resumeSource();
        }
        if (!held.isWaiting()) {
            requestBatch();
        }
        if (!held.isWaiting() && received == requested && !done && !settled.get()) {
            goOn(home);
            return;
        }
        scheduled = 0;
        if (needsMore()) {
            schedule();
        }
    }

    private void requestBatch() {
        long n = batch - (requested - received);
        if (n <= 0) {
            return;
        }
        requested = requested + n;
        try {
            Objects.requireNonNull(upstream).request(n);
        } catch (Throwable broken) {
            // a subscription must not throw (Reactive Streams 3.16): the stream is over, the event loop is not
            settle(broken);
            return;
        }
        long average = Math.max(1, receivedBytes / Math.max(1, received));
        batch = (int) Math.max(Math.min(MIN_BATCH, outbox.maxBatch()), Math.min(outbox.maxBatch(), BATCH_BYTES / average));
    }

    private void goOn(EventLoop home) {
        if (home != loop || nextIteration == null) {
            loop = home;
            nextIteration = new NextIteration(home, pumpTask);
        }
        nextIteration.schedule();
    }

    @Override
    public boolean resume() {
        while (!settled.get()) {
            ZmqMessage message = held.next();
            if (message == null) {
                if (!done && !outbox.wantsMore()) {
                    return false;
                }
                if (!held.endWait()) {
                    continue;
                }
                finishIfDone();
                schedule();
                return true;
            }
            try {
                if (!outbox.tryRoute(message)) {
                    return false;
                }
            } catch (ZmqException unroutable) {
                if (!passesOver(message, unroutable)) {
                    continue;
                }
            }
            held.taken();
        }
        discardHeld();
        return true;
    }

    @Override
    public void onComplete() {
        done = true;
        finishIfDone();
    }

    @Override
    public void onError(Throwable t) {
        Objects.requireNonNull(t, "error");
        if (done || settled.get()) {
            Operators.onErrorDropped(t, currentContext());
            return;
        }
        error = t;
        done = true;
        finishIfDone();
    }

    /** The source has ended; so does the sender once everything held has gone out. */
    private void finishIfDone() {
        if (done && held.isEmpty() && end()) {
            Throwable cause = error;
            if (cause != null) {
                tell(cause);
            } else if (actual != null) {
                actual.onComplete();
            }
        }
    }

    private void tell(Throwable cause) {
        if (actual != null) {
            actual.onError(cause);
        } else if (!(cause instanceof ZmqClosedException)) {
            Contained.drop(cause, Context.empty()); // a plain subscriber has nobody to tell
        }
    }

    /** Whoever gets true says how it ends. */
    private boolean end() {
        if (settled.compareAndSet(false, true)) {
            outbox.forget(this);
            if (held.isWaiting()) {
                outbox.cancelled();
            }
            return true;
        }
        return false;
    }

    /** By whose turn it is, because only one thread may take. What is added after this begins a wait of its own, which ends here too. */
    private void discardHeld() {
        int unsent = 0;
        do {
            while (held.next() != null) {
                held.taken();
                unsent++;
            }
        } while (held.isWaiting() && !held.endWait());
        if (unsent > 0) {
            outbox.dropped(DropReason.UNSENT, unsent);
        }
    }

    @Override
    public boolean isOver() {
        return settled.get();
    }

    @Override
    public void removed() {
        discardHeld();
    }

    @Override
    public void fail(ZmqException cause) {
        settle(cause);
    }

    private void settle(Throwable cause) {
        if (end()) {
            cancelUpstream();
            tell(cause);
        }
    }

    @Override
    public void request(long n) {
        Operators.validate(n);
    }

    @Override
    public void cancel() {
        if (end()) {
            cancelUpstream();
        }
    }

    private void cancelUpstream() {
        Subscription source = upstream;
        if (source != null) {
            try {
                source.cancel();
            } catch (Throwable broken) {
                // a subscription must not throw (Reactive Streams 3.15): others have to learn of the same end
                Contained.drop(broken, currentContext());
            }
        }
    }
}
