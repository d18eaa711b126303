package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * One that a {@link RequestClient} waits for. Only the peer whose queue has taken the request may answer it.
 *
 * <p>An answer may come before the thread that sends knows that the queue has taken the request. It is kept for that moment: nothing but
 * the queue's word makes a peer the one that was asked.
 */
final class PendingRequest {

    final MonoSink<ZmqMessage> sink;
    private volatile @Nullable Pipe offeredTo;
    private volatile @Nullable Pipe asked;
    private volatile @Nullable Answer early;

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
        Answer answer = early;
        return answer != null && answer.from() == pipe ? answer.message() : null;
    }

    /** Whether this is the peer that was asked, and no other may answer. */
    boolean isAskedOf(Pipe pipe) {
        return asked == pipe;
    }

    /** Keeps the answer of a peer that may have been asked at this moment; {@link #isAskedOf} has to be looked at again then. */
    boolean keeps(Pipe pipe, ZmqMessage answer) {
        if (offeredTo != pipe || early != null) {
            return false;
        }
        early = new Answer(pipe, answer);
        return true;
    }

    boolean isKept(ZmqMessage answer) {
        Answer kept = early;
        return kept != null && kept.message() == answer;
    }

    private record Answer(Pipe from, ZmqMessage message) {
    }
}
