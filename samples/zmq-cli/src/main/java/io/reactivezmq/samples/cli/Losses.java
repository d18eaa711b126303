package io.reactivezmq.samples.cli;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.SocketType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a socket was given and did not bring to where it belongs.
 *
 * @param undelivered messages that were to be delivered, and a failure of this command
 * @param missed times that a peer was too slow or gone, on types that wait for nobody
 * @param unread messages that had arrived, and that nobody took: a failure where they were to be passed on
 */
record Losses(long undelivered, long missed, long unread) {

    private static final Set<SocketType> PUBLISHERS = EnumSet.of(SocketType.PUB, SocketType.XPUB, SocketType.XSUB);

    static Losses of(SocketType type, SocketStatistics numbers) {
        long left = numbers.dropped(DropReason.LINGER_EXPIRED) + numbers.dropped(DropReason.UNSENT);
        long lost = numbers.dropped(DropReason.CONNECTION_LOST);
        long slow = numbers.dropped(DropReason.SEND_HIGH_WATER_MARK);
        // What an XPUB receives are subscriptions, which end with it.
        long unread = type == SocketType.XPUB ? 0
                : numbers.dropped(DropReason.UNREAD) + numbers.dropped(DropReason.DEPARTED_HIGH_WATER_MARK);
        return PUBLISHERS.contains(type) ? new Losses(left, slow + lost, unread) : new Losses(left + lost, slow, unread);
    }

    /** For people, a line for each kind of loss. */
    List<String> told(Duration linger, String why) {
        List<String> lines = new ArrayList<>();
        if (undelivered > 0) {
            lines.add(Text.messages(undelivered) + " not delivered within --linger " + Text.of(linger) + ": " + why);
        }
        if (missed > 0) {
            lines.add(Text.messages(missed) + " missed by peers that were too slow or went: a larger --hwm or a --rate helps");
        }
        return lines;
    }
}
