package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.sockets.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a raw request, from its arrival until the application has it: as long, libzmq's state machine has REQ receive and not
 * send (EFSM).
 */
final class UnreadReply {

    /** Whose reply it is; null if there is none. */
    private volatile @Nullable Pipe from;
    /** It is on its way to the subscriber, or into the queue for one. */
    private volatile boolean arriving;

    /** It is about to be handed to {@code receive()}; on the pipe's event loop. */
    void arrives(Pipe pipe) {
        arriving = true;
        from = pipe;
    }

    /** It was handed over; on the pipe's event loop. */
    void hasArrived() {
        arriving = false;
    }

    /** The subscriber is about to see it. */
    void received() {
        from = null;
    }

    /** One that was forgotten with a peer that has gone is awaited no more. */
    boolean isThere() {
        Pipe pipe = from;
        return pipe != null && (arriving || pipe.queuedInbound() > 0);
    }

    /** A newer request takes its place; any thread, before that one is sent. */
    void forget() {
        Pipe pipe = from;
        from = null;
        if (pipe != null && pipe.queuedInbound() > 0) {
            pipe.execute(() -> pipe.forgetUnread(DropReason.STALE));
        }
    }
}
