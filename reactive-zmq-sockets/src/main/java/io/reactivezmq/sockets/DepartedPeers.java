package io.reactivezmq.sockets;

import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What peers that have gone left unread, and its bound. Pipes are weighed when they come here and whenever stock is taken; in between
 * the sums only grow, so they never say less than there is. Event loops call, once for each peer that leaves.
 */
final class DepartedPeers {

    /** What it takes to remember a peer that has left hardly anything, in messages. */
    private static final int PEER = 16;
    private static final int FIRST_STOCK = 64;

    private final LiveOptions options;
    /** Weak: one that has been read is held by nobody else, and need not wait for the next stock to be forgotten. */
    private final Set<Pipe> pipes = Collections.newSetFromMap(new WeakHashMap<>());
    private long messages;
    private long bytes;
    /** As many pipes may be here before those are looked for that have been read. */
    private int due = FIRST_STOCK;
    private int refused;

    DepartedPeers(LiveOptions options) {
        this.options = options;
    }

    /** Whether what this pipe holds may stay. Who was admitted once is admitted. */
    synchronized boolean keep(Pipe pipe) {
        if (isRead(pipe) || pipes.contains(pipe)) {
            return true;
        }
        QueueOptions marks = options.get().queues();
        // somebody may have read meanwhile; asking all of them for each that is refused would take an attacker's part
        if (pipes.size() >= due || !fits(pipe, marks) && refused >= pipes.size() / 8) {
            takeStock();
        }
        if (!fits(pipe, marks)) {
            refused++;
            return false;
        }
        add(pipe);
        return true;
    }

    private static boolean isRead(Pipe pipe) {
        return pipe.queuedInbound() == 0 && pipe.queuedInboundBytes() == 0;
    }

    private boolean fits(Pipe pipe, QueueOptions marks) {
        int mark = marks.departedHighWaterMark();
        long markBytes = marks.departedHighWaterMarkBytes();
        return (mark == 0 || messages + weight(pipe) <= mark)
                && (markBytes == 0 || bytes + pipe.queuedInboundBytes() <= markBytes);
    }

    private static int weight(Pipe pipe) {
        return Math.max(PEER, pipe.queuedInbound());
    }

    private void add(Pipe pipe) {
        pipes.add(pipe);
        messages += weight(pipe);
        bytes += pipe.queuedInboundBytes();
    }

    private void takeStock() {
        refused = 0;
        messages = 0;
        bytes = 0;
        pipes.removeIf(DepartedPeers::isRead);
        pipes.forEach(this::add);
        due = Math.max(FIRST_STOCK, 2 * pipes.size());
    }
}
