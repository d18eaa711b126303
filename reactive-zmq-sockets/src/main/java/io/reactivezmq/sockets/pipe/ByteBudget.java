package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The byte side of a high-water mark. Where the message side alone keeps messages below {@link #FREE_SIZE} within the limit
 * these are not counted: counting each would cost two contended writes a message.
 */
final class ByteBudget {

    static final int FREE_SIZE = 4096;

    private final long limit;
    private final long freeSize;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param limit bytes, 0 for no limit
     * @param highWaterMark the message side, 0 for none
     */
    ByteBudget(long limit, int highWaterMark) {
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.freeSize = limit == 0 ? Long.MAX_VALUE
                : highWaterMark != 0 && (long) highWaterMark * FREE_SIZE <= limit ? FREE_SIZE : 0;
    }

    /** Takes what the message needs; a queue that holds nothing counted takes a message of any size. */
    boolean tryTake(ZmqMessage message) {
        long size = message.size();
        if (size < freeSize) {
            return true;
        }
        long before;
        do {
            before = used.get();
            if (before != 0 && before + size > limit) {
                return false;
            }
        } while (!used.compareAndSet(before, before + size));
        return true;
    }

    /** Whether {@link #tryTake} would succeed now, and still if so many bytes were taken before. */
    boolean hasRoomFor(ZmqMessage message, long others) {
        long size = message.size();
        long before = used.get() + others;
        return size < freeSize || before == 0 || before + size <= limit;
    }

    /** Takes what the message needs, whatever is left. */
    void take(ZmqMessage message) {
        long size = message.size();
        if (size >= freeSize) {
            used.getAndAdd(size);
        }
    }

    void giveBack(ZmqMessage message) {
        long size = message.size();
        if (size >= freeSize) {
            used.getAndAdd(-size);
        }
    }

    long used() {
        return used.get();
    }

    boolean isSpent() {
        return used.get() >= limit;
    }

    boolean isHalfSpent() {
        return used.get() > limit / 2;
    }
}
