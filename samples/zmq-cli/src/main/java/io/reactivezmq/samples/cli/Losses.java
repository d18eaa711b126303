package io.reactivezmq.samples.cli;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.SocketType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a socket was given and did not bring to a peer.
 *
 * @param undelivered messages that were to be delivered, and a failure of this command
 * @param missed times that a peer was too slow or gone, on types that wait for nobody
 */
record Losses(long undelivered, long missed) {

    private static final Set<SocketType> PUBLISHERS = EnumSet.of(SocketType.PUB, SocketType.XPUB, SocketType.XSUB);

    static Losses of(SocketType type, SocketStatistics numbers) {
        long left = numbers.dropped(DropReason.LINGER_EXPIRED) + numbers.dropped(DropReason.UNSENT);
        long lost = numbers.dropped(DropReason.CONNECTION_LOST);
        long slow = numbers.dropped(DropReason.SEND_HIGH_WATER_MARK);
        return PUBLISHERS.contains(type) ? new Losses(left, slow + lost) : new Losses(left + lost, slow);
    }
}
