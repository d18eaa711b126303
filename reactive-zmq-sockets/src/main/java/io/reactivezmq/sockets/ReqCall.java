package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * A request that waits for its turn, is with a peer, or is over. Replied, failed and cancelled exclude each other: whoever settles it
 * says how it ends.
 */
final class ReqCall {

    private final @Nullable MonoSink<ZmqMessage> replyTo;
    private final @Nullable MonoSink<Void> sentTo;
    private final AtomicBoolean settled = new AtomicBoolean();
    /** It has a place in the line, which counts against the limit. */
    private final AtomicBoolean inLine = new AtomicBoolean(true);

    private @Nullable ReqEnvelope envelope;
    /** The body in its envelope. */
    private ZmqMessage message;
    /** Who is to be asked, or has been; null while it waits in the line. */
    private volatile @Nullable Pipe pipe;
    /** The pipe has it; belongs to the pipe's event loop. */
    private boolean asked;
    /** The sender of a raw request knows that it was sent. */
    private volatile boolean told;

    private ReqCall(ZmqMessage body, @Nullable MonoSink<ZmqMessage> replyTo, @Nullable MonoSink<Void> sentTo) {
        this.message = body;
        this.replyTo = replyTo;
        this.sentTo = sentTo;
    }

    /** Of {@code request(..)}: over with the reply. */
    static ReqCall request(ZmqMessage body, MonoSink<ZmqMessage> sink) {
        return new ReqCall(body, sink, null);
    }

    /** Of {@code send(..)}: its caller is content when it is sent, and the reply goes to {@code receive()}. */
    static ReqCall send(ZmqMessage body, MonoSink<Void> sink) {
        return new ReqCall(body, null, sink);
    }

    // ---- its end --------------------------------------------------------------------------------------------------

    boolean isSettled() {
        return settled.get();
    }

    /** Whoever gets true says how it ends. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Whether the reply is for {@code receive()} to give. */
    boolean isRaw() {
        return replyTo == null;
    }

    void replied(ZmqMessage reply) {
        if (replyTo != null) {
            replyTo.success(reply);
        }
    }

    /** A raw request that was sent is no business of its sender any more. */
    void failed(Throwable cause) {
        if (replyTo != null) {
            replyTo.error(cause);
        } else if (sentTo != null && !told) {
            sentTo.error(cause);
        }
    }

    // ---- its place in the line ------------------------------------------------------------------------------------

    /** Whoever gets true gives its place free. */
    boolean leaveLine() {
        return inLine.compareAndSet(true, false);
    }

    /** Returns whether it had left its place. */
    boolean rejoinLine() {
        return inLine.compareAndSet(false, true);
    }

    // ---- its peer -------------------------------------------------------------------------------------------------

    /** Null before its first turn. */
    @Nullable ReqEnvelope envelope() {
        return envelope;
    }

    /** Once: it keeps its envelope when it has to wait for another peer. */
    void putInto(ReqEnvelope own) {
        envelope = own;
        message = own.wrap(message);
    }

    /** What goes to the peer. */
    ZmqMessage message() {
        return message;
    }

    @Nullable Pipe pipe() {
        return pipe;
    }

    /** This peer is to be asked. */
    void goesTo(Pipe peer) {
        pipe = peer;
    }

    /** It was not sent and waits for another peer; on the event loop of the pipe. */
    void comesBack() {
        asked = false;
        pipe = null;
    }

    /** On the event loop of this pipe. */
    boolean isAskedOf(Pipe peer) {
        return pipe == peer && asked;
    }

    /** On the event loop of the pipe that it goes to, which has the request or is just about to. */
    void asked() {
        asked = true;
    }

    /** On the event loop of the pipe, which has the request. */
    void sent() {
        if (sentTo != null && !told) {
            told = true;
            sentTo.success();
        }
    }
}
