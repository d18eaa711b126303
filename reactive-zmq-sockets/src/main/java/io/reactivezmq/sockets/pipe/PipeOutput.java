package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a {@link Pipe}: a bounded queue, and a drain that writes to the connection while there is one.
 *
 * <pre>
 *   any thread --offer--> queue --drain--> connection           drain runs on the event loop only
 *   event loop --offer-------------------> connection           when nothing is queued and the channel is writable
 * </pre>
 *
 * <p>{@code drainScheduled} is 1 from the first queued message until the queue is seen empty, also while there is no
 * connection or the channel is not writable: whoever ends such a wait drains. So a producer wakes the event loop once per
 * burst and not once per message.
 */
final class PipeOutput {

    private static final AtomicIntegerFieldUpdater<PipeOutput> DRAIN_SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(PipeOutput.class, "drainScheduled");

    private final Pipe pipe;
    private final EventLoop loop;
    private final PipeOwner owner;
    private final PipeQueue queue;
    private final PipeCounters counters;
    private final Runnable drainTask = this::drain;
    private final Runnable flushTask = this::flush;
    private final NextIteration afterIo;

    private @Nullable PeerConnection connection;
    private @Nullable Runnable whenDrained;
    private boolean draining;
    /** The last drain could not empty the queue: the peer is slower than the source. */
    private boolean slow;
    private boolean flushScheduled;
    private volatile int drainScheduled;
    private volatile boolean refused;
    private volatile boolean closed;

    PipeOutput(Pipe pipe, PipeOwner owner, PipeQueue queue, PipeCounters counters) {
        this.pipe = pipe;
        this.loop = pipe.loop();
        this.owner = owner;
        this.queue = queue;
        this.counters = counters;
        this.afterIo = new NextIteration(loop, drainTask);
    }

    // ---- any thread -----------------------------------------------------------------------------------------------

    /** As {@link Pipe#offer}. */
    boolean offer(ZmqMessage message) {
        if (loop.inEventLoop()) {
            PeerConnection open = connection;
            if (open != null && open.isWritable() && queue.isEmpty()) {
                write(open, message);
                return true;
            }
        }
        if (closed || !enqueue(message)) {
            return false;
        }
        if (drainScheduled == 0 && DRAIN_SCHEDULED.compareAndSet(this, 0, 1)) {
            pipe.execute(drainTask);
        }
        if (closed) {
            // the pipe ended between the check and the offer
            pipe.execute(() -> discard(DropReason.CONNECTION_LOST));
        }
        return true;
    }

    private boolean enqueue(ZmqMessage message) {
        if (queue.offer(message)) {
            return true;
        }
        // announce first, then look again: the drain may have made room just before it could see the announcement
        refused = true;
        return queue.offer(message);
    }

    boolean hasRoom() {
        return !closed && !queue.isFull();
    }

    boolean announceIfFull() {
        if (!queue.isFull() || closed) {
            return true;
        }
        refused = true;
        // the drain may have made room just before it could see the announcement
        return !queue.isFull();
    }

    boolean announceUnlessRoomFor(ZmqMessage message, int others, long othersBytes) {
        if (queue.hasRoomFor(message, others, othersBytes) || closed) {
            return true;
        }
        refused = true;
        // as above
        return queue.hasRoomFor(message, others, othersBytes);
    }

    boolean wantsMore() {
        if (closed) {
            return false;
        }
        if (loop.inEventLoop()) {
            PeerConnection open = connection;
            if (open != null) {
                // to a peer that keeps up messages go past the queue; for a slow one the queue is kept half full
                return open.isWritable() ? queue.isEmpty() : slow && queue.isBelowLowWaterMark();
            }
        }
        return queue.isBelowLowWaterMark();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int size() {
        return queue.size();
    }

    void highWaterMark(int messages) {
        queue.highWaterMark(messages);
    }

    /** Takes nothing more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    // ---- on the event loop ----------------------------------------------------------------------------------------

    @Nullable PeerConnection connection() {
        return connection;
    }

    /** The connection to write to from now on; null if there is none any more. */
    void connected(@Nullable PeerConnection established) {
        connection = established;
    }

    /** Writes past the queue; only while the connection is writable. */
    void write(PeerConnection open, ZmqMessage message) {
        if (tryWrite(open, message)) {
            flushLater();
        }
    }

    /** A message that no wire can carry is lost by itself; those behind it go on. */
    private boolean tryWrite(PeerConnection open, ZmqMessage message) {
        try {
            open.write(message);
        } catch (ZmqConnectionException tooLarge) {
            owner.dropped(DropReason.TOO_LARGE, 1);
            return false;
        }
        counters.sent(message);
        return true;
    }

    /** Whether a drain is under way, which sees by itself what has changed. */
    boolean isDraining() {
        return draining;
    }

    /** For a new connection: what is queued goes out. */
    void begin() {
        drainScheduled = 1;
        drain();
    }

    void drain() {
        PeerConnection open = connection;
        if (open == null || draining) {
            return;
        }
        draining = true;
        boolean wrote;
        try {
            wrote = writeQueued(open);
            if (wrote) {
                open.flush();
                counters.publish();
            }
        } finally {
            draining = false;
        }
        slow = !queue.isEmpty();
        if ((slow || refused) && queue.isBelowLowWaterMark()) {
            refused = false;
            owner.onRoom(pipe);
        }
        if (!open.isWritable()) {
            return; // onWritable() goes on
        }
        if (wrote) {
            // once more after the next round of I/O before the loop may sleep: a producer at work needs no wake-up
            afterIo.schedule();
            return;
        }
        drainScheduled = 0;
        if (!queue.isEmpty() && DRAIN_SCHEDULED.compareAndSet(this, 0, 1)) {
            pipe.execute(drainTask);
            return;
        }
        owner.onRoom(pipe);
        finishIfDrained();
    }

    private boolean writeQueued(PeerConnection open) {
        boolean wrote = false;
        while (open.isWritable()) {
            ZmqMessage message = queue.poll();
            if (message == null) {
                break;
            }
            wrote |= tryWrite(open, message);
        }
        return wrote;
    }

    private void flushLater() {
        if (!flushScheduled) {
            flushScheduled = true;
            pipe.execute(flushTask);
        }
    }

    private void flush() {
        flushScheduled = false;
        PeerConnection open = connection;
        if (open != null) {
            open.flush();
            counters.publish();
        }
    }

    /** As {@link Pipe#drainAndClose}. */
    void drainAndClose(Runnable whenClosed) {
        whenDrained = whenClosed;
        drain();
        finishIfDrained();
    }

    void finishIfDrained() {
        Runnable action = whenDrained;
        if (action == null || !queue.isEmpty()) {
            return;
        }
        whenDrained = null;
        PeerConnection open = connection;
        if (open == null) {
            action.run();
        } else {
            open.whenWritten(action);
        }
    }

    /** Forgets what is queued and counts it; returns how many messages that were. */
    long discard(DropReason reason) {
        long lost = withdraw();
        if (lost > 0) {
            owner.dropped(reason, lost);
        }
        return lost;
    }

    /** As {@link Pipe#withdraw}. */
    long withdraw() {
        long taken = 0;
        while (queue.poll() != null) {
            taken++;
        }
        return taken;
    }
}
