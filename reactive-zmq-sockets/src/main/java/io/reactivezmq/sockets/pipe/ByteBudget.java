package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The byte side of a high-water mark. Messages below {@link #FREE_SIZE} are not counted: the message side bounds them
 * already, to {@code FREE_SIZE} bytes times the mark, and counting each would cost two contended writes a message.
 */
final class ByteBudget {

    static final int FREE_SIZE = 4096;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit bytes, 0 for no limit */
    ByteBudget(long limit) {
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
    }

    /** Takes what the message needs; a queue that holds no large message takes one of any size. */
    boolean tryTake(ZmqMessage message) {
        long size = message.size();
        if (size < FREE_SIZE) {
            return true;
        }
        long before = used.getAndAdd(size);
        if (before == 0 || before + size <= limit) {
            return true;
        }
        used.getAndAdd(-size);
        return false;
    }

    /** Takes what the message needs, whatever is left. */
    void take(ZmqMessage message) {
        long size = message.size();
        if (size >= FREE_SIZE) {
            used.getAndAdd(size);
        }
    }

    void giveBack(ZmqMessage message) {
        long size = message.size();
        if (size >= FREE_SIZE) {
            used.getAndAdd(-size);
        }
    }

    boolean isSpent() {
        return used.get() >= limit;
    }

    boolean isHalfSpent() {
        return used.get() > limit / 2;
    }
}
