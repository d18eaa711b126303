package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pattern.Matches;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.function.IntConsumer;

/** Gives a message to each of its peers: to those who have room, or to all or none. Any thread, and several at once. */
final class FanOut {

    private final IntConsumer missed;
    private final Runnable tryAgain;
    private final Abreast abreast = new Abreast();
    /** Somebody wanted the newest message, and nobody had room for it. */
    private volatile boolean missedByAll;

    /**
     * @param missed told how many peers had no room for a message
     * @param tryAgain run when a message was refused for no lasting reason
     */
    FanOut(IntConsumer missed, Runnable tryAgain) {
        this.missed = missed;
        this.tryAgain = tryAgain;
    }

    boolean isMissedByAll() {
        return missedByAll;
    }

    /** To each who has room; the others miss it. */
    void toEach(ZmqMessage message, Matches<Pipe> matches) {
        int full = 0;
        for (int i = 0; i < matches.size(); i++) {
            if (!matches.get(i).offer(message)) {
                full++;
            }
        }
        if (full > 0) {
            missed.accept(full);
        }
        boolean inVain = full > 0 && full == matches.size();
        if (inVain != missedByAll) {
            missedByAll = inVain;
        }
    }

    /** To all, or false: one of them has no room, or none that other threads may not need for what they publish. */
    boolean toAll(ZmqMessage message, Matches<Pipe> matches) {
        long others = abreast.enter(message);
        boolean crowdedOut = false;
        try {
            if (roomForAll(message, matches, others)) {
                toEach(message, matches);
                return true;
            }
            crowdedOut = others != 0 && roomForAll(message, matches, 0);
            return false;
        } finally {
            if (abreast.leave(message, crowdedOut)) {
                tryAgain.run();
            }
        }
    }

    private static boolean roomForAll(ZmqMessage message, Matches<Pipe> matches, long others) {
        for (int i = 0; i < matches.size(); i++) {
            if (!matches.get(i).announceUnlessRoomFor(message, Abreast.messages(others), Abreast.bytes(others))) {
                return false;
            }
        }
        return true;
    }
}
