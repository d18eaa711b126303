package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Publishers that rest while every subscriber, and so all who wanted the last message, is at its high-water mark: what they emitted would be dropped, and emitting it
 * would take the event loop from those who make room. They go on with the first room anywhere, and in any case after a moment,
 * because nobody may hold up a PUB.
 */
final class RestingSources {

    /** A source without backpressure of its own has to be served often enough for what it may buffer. */
    private static final long LONGEST_REST_MILLIS = 1;

    private final Queue<Runnable> resting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean timed = new AtomicBoolean();

    void add(Runnable wakeUp, EventLoop loop) {
        resting.add(wakeUp);
        if (timed.compareAndSet(false, true)) {
            limit(loop);
        }
    }

    private void limit(EventLoop loop) {
        try {
            loop.schedule(() -> {
                timed.set(false);
                wake(loop);
            }, LONGEST_REST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shutDown) {
            timed.set(false); // the context is closed, which every sender has been told
        }
    }

    /** Any thread. */
    void wake(EventLoop loop) {
        Runnable wakeUp;
        while ((wakeUp = resting.poll()) != null) {
            try {
                loop.execute(wakeUp);
            } catch (RejectedExecutionException shutDown) {
                return; // as above
            }
        }
    }
}
