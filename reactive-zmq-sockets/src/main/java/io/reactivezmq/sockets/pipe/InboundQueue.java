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
    private final ByteBudget bytes;
    private volatile @Nullable SpscUnboundedArrayQueue<ZmqMessage> messages;

    InboundQueue(int highWaterMark, long highWaterMarkBytes) {
        this.highWaterMark = highWaterMark;
        this.bytes = new ByteBudget(highWaterMarkBytes, highWaterMark);
    }

    @Override
    boolean offer(ZmqMessage message) {
        bytes.take(message);
        SpscUnboundedArrayQueue<ZmqMessage> queue = messages;
        if (queue == null) {
            queue = new SpscUnboundedArrayQueue<>(CHUNK);
            messages = queue;
        }
        return queue.offer(message);
    }

    @Override
    @Nullable ZmqMessage poll() {
        SpscUnboundedArrayQueue<ZmqMessage> queue = messages;
        ZmqMessage message = queue == null ? null : queue.poll();
        if (message != null) {
            bytes.giveBack(message);
        }
        return message;
    }

    @Override
    boolean isEmpty() {
        SpscUnboundedArrayQueue<ZmqMessage> queue = messages;
        return queue == null || queue.isEmpty();
    }

    @Override
    boolean isFull() {
        return highWaterMark != 0 && size() >= highWaterMark || bytes.isSpent();
    }

    /** As many messages above the mark as below it. */
    @Override
    boolean isOverfull() {
        return highWaterMark != 0 && size() > 2L * highWaterMark;
    }

    @Override
    boolean isBelowLowWaterMark() {
        return (highWaterMark == 0 || size() <= highWaterMark / 2) && !bytes.isHalfSpent();
    }

    @Override
    int size() {
        SpscUnboundedArrayQueue<ZmqMessage> queue = messages;
        return queue == null ? 0 : queue.size();
    }

    @Override
    long countedBytes() {
        return bytes.used();
    }

    /** Only the other side may poll: it keeps a message that it takes in this very moment, which is then counted here, too. */
    @Override
    int forget() {
        SpscUnboundedArrayQueue<ZmqMessage> queue = messages;
        messages = null;
        return queue == null ? 0 : queue.size();
    }

    @Override
    void highWaterMark(int mark) {
        highWaterMark = mark;
    }
}
