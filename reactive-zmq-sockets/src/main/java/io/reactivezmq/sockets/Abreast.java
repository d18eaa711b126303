package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that publish through one socket at the same time, where a message is for everyone or for nobody. Between a look at the
 * queues and the message in them others may be added, so whoever looks counts in those who came before and are not done. Whoever
 * comes later does the same, so the room that one has seen stays. Nobody waits for anybody; two contended writes a message.
 */
final class Abreast {

    private static final int BYTES_BITS = 48;
    private static final long BYTES = (1L << BYTES_BITS) - 1;

    /** Those under way: how many above, the sum of their bytes below. */
    private final AtomicLong underWay = new AtomicLong();
    /** Somebody was refused because of the others, who may not need the room after all: one of them tells when it has gone. */
    private volatile boolean crowded;

    private static long share(ZmqMessage message) {
        return (1L << BYTES_BITS) + message.size();
    }

    /** Begins; {@link #leave} has to follow. Returns those who may be faster, for {@link #messages} and {@link #bytes}. */
    long enter(ZmqMessage message) {
        return underWay.getAndAdd(share(message));
    }

    static int messages(long others) {
        return (int) (others >>> BYTES_BITS);
    }

    static long bytes(long others) {
        return others & BYTES;
    }

    /**
     * Ends what {@link #enter} has begun.
     *
     * @param crowdedOut there was room, but not for the others too
     * @return whether somebody who was crowded out should try again
     */
    boolean leave(ZmqMessage message, boolean crowdedOut) {
        if (crowdedOut) {
            crowded = true;
        }
        boolean last = underWay.addAndGet(-share(message)) == 0;
        if (!crowded || crowdedOut && !last) {
            return false; // nobody was, or the others are still there
        }
        crowded = false;
        return true;
    }
}
