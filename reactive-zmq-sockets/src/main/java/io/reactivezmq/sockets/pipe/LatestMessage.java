package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A queue that holds the newest message only and is never full (ZMQ_CONFLATE). Any thread. */
final class LatestMessage extends PipeQueue {

    private final AtomicReference<@Nullable ZmqMessage> slot = new AtomicReference<>();
    private final Runnable replaced;

    /** @param replaced is told of each message that a newer one took the place of */
    LatestMessage(Runnable replaced) {
        this.replaced = replaced;
    }

    @Override
    boolean offer(ZmqMessage message) {
        if (slot.getAndSet(message) != null) {
            replaced.run();
        }
        return true;
    }

    @Override
    @Nullable ZmqMessage poll() {
        return slot.get() == null ? null : slot.getAndSet(null);
    }

    @Override
    boolean isEmpty() {
        return slot.get() == null;
    }

    @Override
    boolean isFull() {
        return false;
    }

    @Override
    boolean isBelowLowWaterMark() {
        return true;
    }

    @Override
    int size() {
        return isEmpty() ? 0 : 1;
    }

    /** Nothing to do: there is always room. */
    @Override
    void highWaterMark(int messages) {
    }
}
