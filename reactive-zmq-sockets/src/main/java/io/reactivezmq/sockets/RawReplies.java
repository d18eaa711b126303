package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The replies to raw requests. One that is there keeps the next request from being sent, as libzmq's state machine does (EFSM), or
 * is forgotten before that one is sent, where requests are relaxed: only the newest has a reply.
 */
final class RawReplies {

    private final Inbox inbox = new Inbox();
    private final DropCounters drops;
    /** The raw request that was made last, until its reply is there. */
    private final AtomicReference<@Nullable ReqCall> newest = new AtomicReference<>();
    /** Whose reply is not received yet; null if there is none. */
    private volatile @Nullable Pipe from;
    /** It is on its way to the subscriber, or into the queue for one. */
    private volatile boolean arriving;

    RawReplies(DropCounters drops) {
        this.drops = drops;
    }

    /** What {@code receive()} gives. */
    Flux<ZmqMessage> received() {
        return inbox.doOnNext(reply -> from = null);
    }

    /** The raw request whose reply is awaited, or null. */
    @Nullable ReqCall newest() {
        return newest.get();
    }

    /** This one was made; returns the one before it, if its reply is not there yet. Any thread. */
    @Nullable ReqCall isFor(ReqCall call) {
        return newest.getAndSet(call);
    }

    /** Whether a reply waits to be received. One that was forgotten with a peer that has gone is awaited no more. */
    boolean isThere() {
        Pipe pipe = from;
        return pipe != null && (arriving || pipe.queuedInbound() > 0);
    }

    /** From {@link #arrives} to the end of {@link #accept}. */
    boolean isArriving() {
        return arriving;
    }

    /** A reply is about to be handed to {@link #accept}; on the pipe's event loop, and nothing is asked until then. */
    void arrives(Pipe pipe) {
        arriving = true;
        from = pipe;
    }

    /** On the pipe's event loop; returns whether the pipe has room for another. */
    boolean accept(Pipe pipe, ReqCall call, ZmqMessage reply) {
        try {
            if (newest.get() != call) {
                drops.add(DropReason.STALE, 1);
                return true;
            }
            boolean room = inbox.accept(pipe, reply);
            if (!newest.compareAndSet(call, null)) {
                forgetUnread(pipe); // a newer one was made meanwhile, which is sent after this
            }
            return room;
        } finally {
            arriving = false;
        }
    }

    /** Forgets the unread reply to what came before this call, then lets it join the others; any thread. */
    void forgetBefore(ReqCall call, Runnable join) {
        Pipe pipe = from;
        if (pipe == null || !pipe.execute(() -> {
            if (newest.get() == call) {
                forgetUnread(pipe);
            }
            join.run();
        })) {
            join.run();
        }
    }

    private static void forgetUnread(Pipe pipe) {
        if (pipe.queuedInbound() > 0) {
            pipe.forgetUnread(DropReason.STALE);
        }
    }

    void endOfRead(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    /** Completes the subscriber. */
    void close() {
        inbox.close();
    }
}
