package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** A request that waits for its turn or for its reply. Replied, failed and cancelled exclude each other. */
final class ReqCall {

    final ZmqMessage body;
    private final @Nullable MonoSink<ZmqMessage> replyTo;
    private final @Nullable MonoSink<Void> sentTo;
    private final AtomicBoolean settled = new AtomicBoolean();
    /** It stands in line for its turn and counts against the limit. */
    private final AtomicBoolean inLine = new AtomicBoolean(true);
    private volatile boolean asked;

    private ReqCall(ZmqMessage body, @Nullable MonoSink<ZmqMessage> replyTo, @Nullable MonoSink<Void> sentTo) {
        this.body = body;
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

    boolean isSettled() {
        return settled.get();
    }

    /** Whoever gets true says how it ends. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Whoever gets true counts one fewer that waits. */
    boolean leaveLine() {
        return inLine.compareAndSet(true, false);
    }

    /** A peer's queue has it. */
    void asked() {
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    void sent() {
        if (sentTo != null) {
            sentTo.success();
        }
    }

    /** Gives the reply to who asked; returns false if that is for {@code receive()} to do. */
    boolean replied(ZmqMessage reply) {
        if (replyTo == null) {
            return false;
        }
        replyTo.success(reply);
        return true;
    }

    void failed(Throwable cause) {
        if (replyTo != null) {
            replyTo.error(cause);
        } else if (sentTo != null) {
            sentTo.error(cause);
        }
    }
}
