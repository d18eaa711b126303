package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher emitted while it waited for room, and whether it still waits. Its thread adds; whoever serves the outbox takes, one
 * at a time.
 *
 * <pre>
 *   FREE --await()--> WAITING --added()--> ADDED          who makes it wait stands in line for it
 *   WAITING --endWait()--> FREE                           fails in ADDED: what came meanwhile has not been looked at
 *   ADDED --next()--> WAITING
 * </pre>
 *
 * <p>So the wait ends only when nothing is held, in one step: a message emitted after it can overtake none that was held.
 */
final class HeldMessages {

    private static final AtomicIntegerFieldUpdater<HeldMessages> STATE =
            AtomicIntegerFieldUpdater.newUpdater(HeldMessages.class, "state");

    private static final int FREE = 0;
    private static final int WAITING = 1;
    private static final int ADDED = 2;

    private final MpscArrayQueue<ZmqMessage> queue;
    private volatile int state = FREE;

    HeldMessages(int capacity) {
        queue = new MpscArrayQueue<>(capacity);
    }

    /** Whether what is emitted now has to be held. */
    boolean isWaiting() {
        return state != FREE;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Holds a message, unless there are too many; {@link #added} has to follow. */
    boolean offer(ZmqMessage message) {
        return queue.offer(message);
    }

    /** A message is held; returns whether the wait begins with it. */
    boolean added() {
        return STATE.getAndSet(this, ADDED) == FREE;
    }

    /** A wait begins with nothing held; false if there is one. */
    boolean await() {
        return STATE.compareAndSet(this, FREE, WAITING);
    }

    /** The oldest one, which stays until it is {@link #taken}, or null; during a wait. */
    @Nullable ZmqMessage next() {
        if (state == ADDED) {
            state = WAITING; // before looking: whoever adds after this look says so again
        }
        return queue.peek();
    }

    void taken() {
        queue.poll();
    }

    /** Returns false if something was added since the last {@link #next}. */
    boolean endWait() {
        return STATE.compareAndSet(this, WAITING, FREE);
    }
}
