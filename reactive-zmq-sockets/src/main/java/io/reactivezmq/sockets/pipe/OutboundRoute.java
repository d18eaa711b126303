package io.reactivezmq.sockets.pipe;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;

/** How a socket type picks the pipes of an outgoing message: round robin, fan-out. Any thread may call. */
public interface OutboundRoute {

    /** Gives the message to whom it belongs, or drops it where the pattern says so; false if it has to wait for room. */
    boolean tryRoute(ZmqMessage message);

    /** Whether a source should be asked for more messages. */
    boolean wantsMore();

    /**
     * Whether a source may rest although nothing ever waits here, because no peer has room and what it emits would be lost; then
     * the task is run on an event loop when that has changed, or after a moment.
     */
    default boolean rests(Runnable wakeUp) {
        return false;
    }

    /** Messages were lost on their way here. */
    void dropped(DropReason reason, long messages);

    /** The event loop that a source is best asked from: the one of a pipe, so that what it emits is encoded at once. */
    EventLoop loop();
}
