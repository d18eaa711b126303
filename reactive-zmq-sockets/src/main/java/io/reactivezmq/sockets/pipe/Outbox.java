package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a socket: messages go to its {@link OutboundRoute}, and who finds no room waits here in the order of
 * arrival. The number of waiting single messages is bounded ({@code maxPendingSends}); a waiting publisher holds what
 * it was asked for and is asked for no more.
 */
public final class Outbox {

    private static final int CHUNK = 64;
    /** A publisher is asked for so many messages at a time at most, and for no more than a pipe holds. */
    private static final int MAX_BATCH = 512;

    private final OutboundRoute route;
    private final int maxPending;
    private final int maxBatch;
    private final MpscUnboundedArrayQueue<Waiter> queue = new MpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger wip = new AtomicInteger();
    /** Publishers that are being sent, whether they wait or not: a silent one has to learn that the socket is closed. */
    private final Set<MessagePump> pumps = ConcurrentHashMap.newKeySet();
    /** Single messages that wait; publishers do not count. */
    private final AtomicInteger pending = new AtomicInteger();
    /** Who has cancelled and stands in the line all the same; there are never many more of them than of others. */
    private final AtomicInteger cancelled = new AtomicInteger();
    /** The line, the one whose turn it is first; belongs to whoever holds {@code wip}. */
    private final ArrayDeque<Waiter> line = new ArrayDeque<>();
    /** Why nothing can be sent any more; null while it can. */
    private volatile @Nullable Supplier<ZmqException> end;

    public Outbox(OutboundRoute route, QueueOptions queues) {
        this.route = route;
        this.maxPending = queues.maxPendingSends();
        int highWaterMark = queues.sendHighWaterMark();
        this.maxBatch = highWaterMark == 0 ? MAX_BATCH : Math.min(MAX_BATCH, highWaterMark);
    }

    /**
     * Sends if there is room now.
     *
     * @throws ZmqClosedException if the socket is closed
     */
    public boolean trySend(ZmqMessage message) {
        Supplier<ZmqException> why = end;
        if (why != null) {
            throw why.get();
        }
        return route.tryRoute(message);
    }

    /** Sends if there is room and nobody who came earlier waits for it. */
    boolean sendInTurn(ZmqMessage message) {
        return waiting.get() == 0 && trySend(message);
    }

    /** Room appeared somewhere, or someone who waited has given up; any thread. */
    public void onRoom() {
        if (waiting.get() != 0) {
            serve();
        }
    }

    /** Ends every wait, and every publisher that is being sent, because the socket is closed. */
    public void close() {
        close(ZmqClosedException::socketClosed);
    }

    /** Ends every wait, and every publisher that is being sent, with this error; once. */
    public void close(Supplier<ZmqException> why) {
        end = why;
        serve();
        pumps.forEach(pump -> pump.fail(why.get()));
    }

    /** A publisher is being sent from now on; fails it if the socket is closed. */
    void add(MessagePump pump) {
        pumps.add(pump);
        Supplier<ZmqException> why = end;
        if (why != null) {
            pump.fail(why.get());
        }
    }

    void forget(MessagePump pump) {
        pumps.remove(pump);
        onRoom();
    }

    /** Takes a place for a single message that is about to wait; {@link #pendingIsOver} has to follow. */
    void takePlace() {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            throw new ZmqOverflowException("more than " + maxPending
                    + " messages wait for room: subscribe to send(..) one after the other, use send(Publisher), or raise maxPendingSends");
        }
    }

    /** A single message waits no more. */
    void pendingIsOver() {
        pending.decrementAndGet();
    }

    /** A waiter has given up: its place is for whoever comes next. */
    void cancelled() {
        cancelled.incrementAndGet();
        onRoom();
    }

    void await(Waiter waiter) {
        waiting.incrementAndGet();
        queue.offer(waiter);
        serve();
    }

    private void serve() {
        if (wip.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            serveInOrder();
            missed = wip.addAndGet(-missed);
        } while (missed != 0);
    }

    private void serveInOrder() {
        Waiter waiter;
        while ((waiter = queue.poll()) != null) {
            line.add(waiter);
        }
        if (cancelled.get() > line.size() / 2) {
            cancelled.set(0);
            int before = line.size();
            line.removeIf(Outbox::leaves);
            waiting.addAndGet(line.size() - before);
        }
        while ((waiter = line.peek()) != null) {
            Supplier<ZmqException> why = end;
            if (why != null) {
                waiter.fail(why.get());
            }
            if (!waiter.resume()) {
                return;
            }
            line.poll();
            waiting.decrementAndGet();
        }
    }

    private static boolean leaves(Waiter waiter) {
        if (waiter.isOver()) {
            waiter.removed();
            return true;
        }
        return false;
    }

    /** Messages of a publisher that it had emitted and nobody took. */
    void dropped(DropReason reason, long messages) {
        route.dropped(reason, messages);
    }

    boolean tryRoute(ZmqMessage message) {
        return route.tryRoute(message);
    }

    boolean wantsMore() {
        return route.wantsMore();
    }

    boolean rests(Runnable wakeUp) {
        return route.rests(wakeUp);
    }

    EventLoop loop() {
        return route.loop();
    }

    int maxBatch() {
        return maxBatch;
    }

    /** Why nothing can be sent any more, or null. */
    @Nullable ZmqException end() {
        Supplier<ZmqException> why = end;
        return why == null ? null : why.get();
    }
}
