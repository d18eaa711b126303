package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Every message that a socket lost or ignored, by reason. */
final class DropCounters {

    private final LongAdder[] counts = new LongAdder[DropReason.values().length];

    DropCounters() {
        Arrays.setAll(counts, ordinal -> new LongAdder());
    }

    void add(DropReason reason, long messages) {
        counts[reason.ordinal()].add(messages);
    }

    /** The counts that are not zero. */
    Map<DropReason, Long> snapshot() {
        Map<DropReason, Long> snapshot = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            long count = counts[reason.ordinal()].sum();
            if (count > 0) {
                snapshot.put(reason, count);
            }
        }
        return snapshot;
    }
}
