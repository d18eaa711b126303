package io.reactivezmq.proxy;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** Counts messages, their frames and bytes. One thread at a time counts, any may read. */
final class Tally {

    private static final AtomicLongFieldUpdater<Tally> MESSAGES = AtomicLongFieldUpdater.newUpdater(Tally.class, "messages");
    private static final AtomicLongFieldUpdater<Tally> FRAMES = AtomicLongFieldUpdater.newUpdater(Tally.class, "frames");
    private static final AtomicLongFieldUpdater<Tally> BYTES = AtomicLongFieldUpdater.newUpdater(Tally.class, "bytes");

    private volatile long messages;
    private volatile long frames;
    private volatile long bytes;

    /** Plain writes, as far as the processor is concerned. */
    void count(ZmqMessage message) {
        FRAMES.lazySet(this, frames + message.frameCount());
        BYTES.lazySet(this, bytes + message.size());
        MESSAGES.lazySet(this, messages + 1);
    }

    long messages() {
        return messages;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }
}
