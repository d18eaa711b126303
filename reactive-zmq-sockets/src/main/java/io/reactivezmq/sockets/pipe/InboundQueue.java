package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one peer that nobody has asked for yet: the pipe's event loop adds, whoever drains the inbox polls. It never
 * refuses a message, because one that is decoded has no other place; instead it says when it is full (ZMQ_RCVHWM, in
 * whole messages, 0 for no bound, and its bytes), and the connection stops reading until it is half empty.
 */
final class InboundQueue extends PipeQueue {

    private static final int CHUNK = 128;

    private volatile int highWaterMark;
    private final long highWaterMarkBytes;
    private volatile @Nullable Unread messages;

    InboundQueue(int highWaterMark, long highWaterMarkBytes) {
        this.highWaterMark = highWaterMark;
        this.highWaterMarkBytes = highWaterMarkBytes;
    }

    @Override
    boolean offer(ZmqMessage message) {
        Unread queue = messages;
        if (queue == null) {
            queue = new Unread(new ByteBudget(highWaterMarkBytes, highWaterMark));
            messages = queue;
        }
        queue.bytes.take(message);
        return queue.offer(message);
    }

    @Override
    @Nullable ZmqMessage poll() {
        Unread queue = messages;
        ZmqMessage message = queue == null ? null : queue.poll();
        if (queue != null && message != null) {
            queue.bytes.giveBack(message);
        }
        return message;
    }

    @Override
    boolean isEmpty() {
        Unread queue = messages;
        return queue == null || queue.isEmpty();
    }

    @Override
    boolean isFull() {
        Unread queue = messages;
        return queue != null && (highWaterMark != 0 && queue.size() >= highWaterMark || queue.bytes.isSpent());
    }

    /** As many messages above the mark as below it. */
    @Override
    boolean isOverfull() {
        return highWaterMark != 0 && size() > 2L * highWaterMark;
    }

    @Override
    boolean isBelowLowWaterMark() {
        Unread queue = messages;
        return queue == null || (highWaterMark == 0 || queue.size() <= highWaterMark / 2) && !queue.bytes.isHalfSpent();
    }

    @Override
    int size() {
        Unread queue = messages;
        return queue == null ? 0 : queue.size();
    }

    @Override
    long countedBytes() {
        Unread queue = messages;
        return queue == null ? 0 : queue.bytes.used();
    }

    /** Only the other side may poll: it keeps a message that it takes in this very moment, which is then counted here, too. */
    @Override
    int forget() {
        Unread queue = messages;
        messages = null;
        return queue == null ? 0 : queue.size();
    }

    @Override
    void highWaterMark(int mark) {
        highWaterMark = mark;
    }

    /** With its own bytes: whoever takes from one that is forgotten gives nothing back to its successor. */
    private static final class Unread extends SpscUnboundedArrayQueue<ZmqMessage> {

        private final ByteBudget bytes;

        Unread(ByteBudget bytes) {
            super(CHUNK);
            this.bytes = bytes;
        }
    }
}
