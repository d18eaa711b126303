package io.reactivezmq.sockets.pipe;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What went through a pipe. Counted in plain fields by the pipe's event loop and published once per batch, so that a
 * message costs additions and no shared write; a reader elsewhere may be one batch behind.
 */
public final class PipeCounters {

    private long sent;
    private long sentBytes;
    private long received;
    private long receivedBytes;
    private final AtomicLongArray published = new AtomicLongArray(4);

    void sent(ZmqMessage message) {
        sent++;
        sentBytes += message.size();
    }

    void received(ZmqMessage message) {
        received++;
        receivedBytes += message.size();
    }

    void publish() {
        published.lazySet(0, sent);
        published.lazySet(1, sentBytes);
        published.lazySet(2, received);
        published.lazySet(3, receivedBytes);
    }

    /** The totals at the end of the last batch. */
    public Totals totals() {
        return new Totals(published.get(0), published.get(1), published.get(2), published.get(3));
    }

    /** A reading of the counters: messages and payload bytes in both directions. */
    public record Totals(long sent, long sentBytes, long received, long receivedBytes) {

        public static final Totals ZERO = new Totals(0, 0, 0, 0);

        public Totals plus(Totals other) {
            return new Totals(sent + other.sent, sentBytes + other.sentBytes,
                    received + other.received, receivedBytes + other.receivedBytes);
        }
    }
}
