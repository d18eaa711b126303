package io.reactivezmq.sockets;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for their turn, in the order in which they were made; their number is bounded. Any thread may come, wait and give
 * up. Whoever holds the turn takes the first.
 */
final class ReqLine {

    private static final int CHUNK = 64;

    private final int maxPlaces;
    private final MpscUnboundedArrayQueue<ReqCall> arriving = new MpscUnboundedArrayQueue<>(CHUNK);
    /** Belongs to whoever holds the turn. */
    private final ArrayDeque<ReqCall> line = new ArrayDeque<>();
    /** Who waits for a turn. Calls that were given up have no place, although some may still stand in the line. */
    private final AtomicInteger places = new AtomicInteger();
    /** Who has given up and stands in the line all the same; there are never many more of them than of others. */
    private final AtomicInteger givenUp = new AtomicInteger();
    private volatile @Nullable ReqCall sentBack;

    ReqLine(int maxPlaces) {
        this.maxPlaces = maxPlaces;
    }

    /** Takes a place for a call that is about to {@link #join}; false if there is none left. */
    boolean takePlace() {
        if (places.incrementAndGet() > maxPlaces) {
            places.decrementAndGet();
            return false;
        }
        return true;
    }

    /** As {@link #takePlace()}, but only where nobody waits. */
    boolean takeOnlyPlace() {
        return places.compareAndSet(0, 1);
    }

    /** Who took a place does not need it. */
    void returnPlace() {
        places.decrementAndGet();
    }

    void join(ReqCall call) {
        arriving.offer(call);
    }

    /** The wait for a turn is over, for one reason or another; told more than once, it counts once. */
    void leave(ReqCall call) {
        if (call.leaveLine()) {
            places.decrementAndGet();
        }
    }

    /** A call that may stand in the line is not waited for any more. */
    void gaveUp(ReqCall call) {
        leave(call);
        givenUp.incrementAndGet();
    }

    /** The call that was taken last, and only that one, has to wait again, before all others; before the turn is passed on. */
    void comesBack(ReqCall call) {
        if (call.rejoinLine()) {
            places.incrementAndGet();
        }
        sentBack = call;
    }

    // ---- for whoever holds the turn -------------------------------------------------------------------------------

    /** The first that still waits, or null. */
    @Nullable ReqCall first() {
        arrange();
        ReqCall call;
        while ((call = line.peek()) != null && call.isSettled()) {
            leave(call);
            line.poll();
        }
        return call;
    }

    void removeFirst() {
        line.poll();
    }

    private void arrange() {
        ReqCall first = sentBack;
        if (first != null) {
            sentBack = null;
            line.addFirst(first);
        }
        ReqCall call;
        while ((call = arriving.poll()) != null) {
            line.add(call);
        }
        if (givenUp.get() > line.size() / 2) {
            givenUp.set(0);
            line.removeIf(this::leaves);
        }
    }

    private boolean leaves(ReqCall call) {
        if (call.isSettled()) {
            leave(call);
            return true;
        }
        return false;
    }
}
