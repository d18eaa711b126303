package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/** Messages of one peer in one direction that wait for whoever takes them next. */
abstract class PipeQueue {

    /** Returns false, and changes nothing, when the queue refuses the message. */
    abstract boolean offer(ZmqMessage message);

    abstract @Nullable ZmqMessage poll();

    abstract boolean isEmpty();

    /** Whether the queue is at its high-water mark. */
    abstract boolean isFull();

    /** Whether {@link #offer} would take this message now, and so many others before it of so many bytes together. */
    boolean hasRoomFor(ZmqMessage message, int others, long othersBytes) {
        return !isFull();
    }

    /** Whether it holds so many more than its mark that not even what cannot be refused is put into it. */
    boolean isOverfull() {
        return false;
    }

    /** Below the low-water mark, half of the high one: time to tell those who wait for room. */
    abstract boolean isBelowLowWaterMark();

    abstract int size();

    /** Payload bytes, those aside that the mark for bytes does not count. */
    long countedBytes() {
        return 0;
    }

    /** Forgets everything, at the request of the side that adds; returns how many messages there were. */
    int forget() {
        int forgotten = 0;
        while (poll() != null) {
            forgotten++;
        }
        return forgotten;
    }

    /** Changes the mark, in messages, 0 for none; any thread. */
    abstract void highWaterMark(int messages);
}
