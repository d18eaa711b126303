package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Every message that a socket lost or ignored, by reason. */
final class DropCounters {

    private final Map<DropReason, LongAdder> counts = new EnumMap<>(DropReason.class);

    DropCounters() {
        for (DropReason reason : DropReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void add(DropReason reason, long messages) {
        counts.get(reason).add(messages);
    }

    /** The counts that are not zero. */
    Map<DropReason, Long> snapshot() {
        Map<DropReason, Long> snapshot = new EnumMap<>(DropReason.class);
        counts.forEach((reason, count) -> {
            if (count.sum() > 0) {
                snapshot.put(reason, count.sum());
            }
        });
        return snapshot;
    }
}
