package io.reactivezmq.samples.guide.clone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The map of which the others are clones. It numbers every change, so that a client sees what it has missed, and forgets what was
 * set for a while only. Snapshots are taken while it changes: that is why it has a lock.
 */
final class NumberedMap {

    private final int maxKeys;
    private final Map<String, KeyValue> entries = new LinkedHashMap<>();
    /** By the server's clock, in milliseconds; of those that expire. */
    private final Map<String, Long> expiries = new HashMap<>();
    private long sequence;

    NumberedMap(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Does what a client wants; gives what is to be published, or nothing if it cannot be done. */
    synchronized Optional<KeyValue> change(KeyValue wish, long now) {
        String key = wish.key();
        if (wish.isCommand() || !wish.isDeletion() && entries.size() >= maxKeys && !entries.containsKey(key)) {
            return Optional.empty();
        }
        expiries.remove(key);
        if (wish.isDeletion()) {
            entries.remove(key);
        } else {
            entries.put(key, wish);
            wish.timeToLive().ifPresent(time -> expiries.put(key, now + time.toMillis()));
        }
        return Optional.of(wish.numbered(++sequence));
    }

    /** Deletes what has lived for its time; gives what is to be published. */
    synchronized List<KeyValue> expire(long now) {
        List<KeyValue> deletions = new ArrayList<>();
        expiries.entrySet().removeIf(expiry -> {
            boolean expired = expiry.getValue() <= now;
            if (expired) {
                entries.remove(expiry.getKey());
                deletions.add(KeyValue.expired(expiry.getKey(), ++sequence));
            }
            return expired;
        });
        return deletions;
    }

    /**
     * KVSYNC for each entry, and KTHXBAI. RFC 12 leaves the numbers of KVSYNC open and wants the highest of them in KTHXBAI; with
     * the number of the last change in all of them that is where updates go on, also behind a deletion.
     */
    synchronized List<KeyValue> snapshot(String subtree) {
        List<KeyValue> all = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(subtree)) {
                all.add(entry.synced(sequence));
            }
        });
        all.add(KeyValue.end(sequence, subtree));
        return all;
    }
}
