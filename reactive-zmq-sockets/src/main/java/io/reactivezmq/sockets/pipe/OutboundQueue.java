package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to one peer: any thread offers, the pipe's event loop polls. Bounded by the send high-water mark
 * (ZMQ_SNDHWM, in whole messages, 0 for none) and by its bytes. The memory is taken with the first message, so an idle
 * peer costs none.
 */
final class OutboundQueue extends PipeQueue {

    /** Up to this mark the queue is one array; above, it grows in chunks and counts. */
    private static final int MAX_ARRAY = 1 << 16;
    private static final int CHUNK = 1024;

    private volatile int highWaterMark;
    private final ByteBudget bytes;
    private volatile @Nullable MessagePassingQueue<ZmqMessage> messages;
    /** The array that has become too small for a raised mark; what is in it, and comes late, goes first. */
    private volatile @Nullable MessagePassingQueue<ZmqMessage> outgrown;

    OutboundQueue(int highWaterMark, long highWaterMarkBytes) {
        this.highWaterMark = highWaterMark;
        this.bytes = new ByteBudget(highWaterMarkBytes, highWaterMark);
    }

    @Override
    boolean offer(ZmqMessage message) {
        if (!bytes.tryTake(message)) {
            return false;
        }
        MessagePassingQueue<ZmqMessage> queue = messages;
        if (queue == null) {
            queue = create();
        }
        if (add(queue, message)) {
            return true;
        }
        bytes.giveBack(message);
        return false;
    }

    private boolean add(MessagePassingQueue<ZmqMessage> queue, ZmqMessage message) {
        if (queue instanceof MpscArrayQueue<ZmqMessage> array) {
            // beyond its capacity it would write over what is in it: the mark may be a new one, which is for the next queue
            int mark = highWaterMark;
            return array.offerIfBelowThreshold(message, mark == 0 ? array.capacity() : Math.min(mark, array.capacity()));
        }
        return (highWaterMark == 0 || size() < highWaterMark) && queue.offer(message);
    }

    private synchronized MessagePassingQueue<ZmqMessage> create() {
        MessagePassingQueue<ZmqMessage> queue = messages;
        if (queue == null) {
            queue = highWaterMark == 0 || highWaterMark > MAX_ARRAY
                    ? new MpscUnboundedArrayQueue<>(CHUNK)
                    : new MpscArrayQueue<>(Math.max(2, highWaterMark));
            messages = queue;
        }
        return queue;
    }

    @Override
    @Nullable ZmqMessage poll() {
        MessagePassingQueue<ZmqMessage> queue = messages; // first: an older one is there before its successor
        MessagePassingQueue<ZmqMessage> older = outgrown;
        ZmqMessage message = older == null ? null : older.poll();
        if (message == null && queue != null) {
            message = older == null ? queue.poll() : next(older, queue);
        }
        if (message != null) {
            bytes.giveBack(message);
        }
        return message;
    }

    /** A sender whose message came late into the older queue may have put the next one into the newer already. */
    private static @Nullable ZmqMessage next(MessagePassingQueue<ZmqMessage> older, MessagePassingQueue<ZmqMessage> newer) {
        if (newer.peek() == null) {
            return null;
        }
        ZmqMessage late = older.poll();
        return late == null ? newer.poll() : late;
    }

    @Override
    boolean isEmpty() {
        MessagePassingQueue<ZmqMessage> queue = messages;
        MessagePassingQueue<ZmqMessage> older = outgrown;
        return (queue == null || queue.isEmpty()) && (older == null || older.isEmpty());
    }

    @Override
    int size() {
        MessagePassingQueue<ZmqMessage> queue = messages;
        MessagePassingQueue<ZmqMessage> older = outgrown;
        return (queue == null ? 0 : queue.size()) + (older == null ? 0 : older.size());
    }

    @Override
    boolean isFull() {
        return highWaterMark != 0 && size() >= highWaterMark || bytes.isSpent();
    }

    @Override
    boolean hasRoomFor(ZmqMessage message, int others, long othersBytes) {
        int mark = highWaterMark;
        return (mark == 0 || others < mark - size()) && bytes.hasRoomFor(message, othersBytes);
    }

    @Override
    boolean isBelowLowWaterMark() {
        return (highWaterMark == 0 || size() <= highWaterMark / 2) && !bytes.isHalfSpent();
    }

    /** A mark beyond the array's capacity needs another queue, which has no capacity and so is the last. */
    @Override
    synchronized void highWaterMark(int mark) {
        highWaterMark = mark;
        if (messages instanceof MpscArrayQueue<ZmqMessage> array && (mark == 0 || mark > array.capacity())) {
            outgrown = array;
            messages = new MpscUnboundedArrayQueue<>(CHUNK);
        }
    }
}
