package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * One that a {@link RequestClient} waits for. Only the peer whose queue has taken the request may answer it.
 *
 * <p>An answer may come before the thread that sends knows that the queue has taken the request. It is kept for that moment: nothing but
 * the queue's word makes a peer the one that was asked.
 */
final class PendingRequest {

    private static final AtomicReferenceFieldUpdater<PendingRequest, @Nullable Answer> EARLY =
            AtomicReferenceFieldUpdater.newUpdater(PendingRequest.class, Answer.class, "early");

    final MonoSink<ZmqMessage> sink;
    private volatile @Nullable Pipe offeredTo;
    private volatile @Nullable Pipe asked;
    private volatile @Nullable Answer early;
    /** What the caller got; belongs to the event loop of the peer that was asked. */
    private @Nullable ZmqMessage answer;

    PendingRequest(MonoSink<ZmqMessage> sink) {
        this.sink = sink;
    }

    /** This peer's queue is about to be offered the request. */
    void offeredTo(Pipe pipe) {
        offeredTo = pipe;
    }

    /** This peer's queue has taken it; returns what it has answered already, or null. */
    @Nullable ZmqMessage asked(Pipe pipe) {
        asked = pipe;
        Answer kept = early;
        return kept != null && kept.from() == pipe ? kept.message() : null;
    }

    /** Whether this is the peer that was asked, and no other may answer. */
    boolean isAskedOf(Pipe pipe) {
        return asked == pipe;
    }

    /**
     * Keeps the answer of a peer that may have been asked at this moment; {@link #isAskedOf} has to be looked at again then. It
     * takes the place of one from a peer that turned out not to take the request.
     *
     * @return what is not kept, this answer or the one before it, or null if all is
     */
    @Nullable ZmqMessage keep(Pipe pipe, ZmqMessage message) {
        Answer kept = early; // before offeredTo, so that what is kept of a later peer is never replaced
        if (offeredTo != pipe || kept != null && kept.from() == pipe
                || !EARLY.compareAndSet(this, kept, new Answer(pipe, message))) {
            return message;
        }
        return kept == null ? null : kept.message();
    }

    /** On the event loop of the peer that was asked. */
    void answeredBy(ZmqMessage message) {
        answer = message;
    }

    /** Whether this very message is the answer that the caller got; on the same event loop. */
    boolean isAnsweredBy(ZmqMessage message) {
        return answer == message;
    }

    private record Answer(Pipe from, ZmqMessage message) {
    }
}
