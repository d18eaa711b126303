package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;

/**
 * Where the messages of all pipes of a socket come together, fairly.
 *
 * <p>A pipe's event loop takes the right to emit with the first message of a read and keeps it until the end of that read;
 * while there is demand and nobody else is waiting, messages go from the decoder straight to the subscriber. Otherwise they
 * are queued in their pipe.
 */
public final class Inbox extends FairMerge<ZmqMessage> {

    public Inbox() {
        super("receive()");
    }

    /** A pipe received a message; on its event loop. Returns whether the pipe has room for another. */
    public boolean accept(Pipe pipe, ZmqMessage message) {
        if ((pipe.emitting || acquire(pipe)) && tryEmit(message)) {
            return true;
        }
        return enqueue(pipe, message);
    }

    private boolean acquire(Pipe pipe) {
        if (acquire()) {
            pipe.emitting = true;
            return true;
        }
        return false;
    }

    private boolean enqueue(Pipe pipe, ZmqMessage message) {
        if (isClosed()) {
            pipe.unread(1);
            return true;
        }
        pipe.inbound.offer(message);
        pipe.inbox = this;
        ready(pipe);
        pipe.hasQueued = true;
        return pipe.keepsReading();
    }

    /** The end of what one read brought to this pipe; on its event loop. */
    public void endOfRead(Pipe pipe) {
        if (pipe.emitting) {
            pipe.emitting = false;
            pipe.hasQueued = false;
            drainLoop();
        } else if (pipe.hasQueued) {
            pipe.hasQueued = false;
            drain();
        }
    }
}
