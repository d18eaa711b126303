package io.reactivezmq.samples.guide.clone;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A copy of the server's map, or of a part of it: takes snapshots, and the updates behind them if none is missing. */
final class Replica {

    /** Entries, and one more of a snapshot, for KTHXBAI. */
    static final int MAX_KEYS = 100_000;

    /** An update was lost on the way. */
    static final class OutOfSync extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfSync(String message) {
            super(message);
        }
    }

    private final String subtree;
    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private long sequence;

    /** @param subtree what all its keys begin with; empty for all keys */
    Replica(String subtree) {
        this.subtree = subtree;
    }

    Map<String, String> entries() {
        return Map.copyOf(entries);
    }

    /** Takes a snapshot in the place of all there was; gives its KTHXBAI. */
    KeyValue replace(List<KeyValue> snapshot) {
        KeyValue end = snapshot.get(snapshot.size() - 1);
        if (!end.isEnd()) {
            throw tooMany();
        }
        Map<String, String> all = snapshot.stream().limit(snapshot.size() - 1L)
                .collect(Collectors.toMap(KeyValue::key, KeyValue::value, (first, second) -> second));
        entries.keySet().retainAll(all.keySet());
        entries.putAll(all);
        sequence = end.sequence();
        return end;
    }

    /** RFC 12: what is not newer than the last KTHXBAI or KVPUB is discarded. */
    boolean isNews(KeyValue update) {
        return !update.isHugz() && update.sequence() > sequence && update.key().startsWith(subtree);
    }

    /** Fails with {@link OutOfSync} if there was another one in between, where it shows: in a part there are gaps. */
    void apply(KeyValue update) {
        if (subtree.isEmpty() && update.sequence() != sequence + 1) {
            throw new OutOfSync("update " + update.sequence() + " came after " + sequence);
        }
        sequence = update.sequence();
        if (update.isDeletion()) {
            entries.remove(update.key());
        } else if (entries.size() < MAX_KEYS || entries.containsKey(update.key())) {
            entries.put(update.key(), update.value());
        } else {
            throw tooMany();
        }
    }

    private static IllegalStateException tooMany() {
        return new IllegalStateException("the server has more than " + MAX_KEYS + " keys: a clone of it does not fit");
    }
}
