package io.reactivezmq.sockets.pattern;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriber of a PUB socket wants which topics (libzmq's mtrie). A subscriber that asks for a topic twice has it
 * once, and one CANCEL ends it: a libzmq SUB counts on its own side, sends every SUBSCRIBE and only the last CANCEL.
 *
 * <p>Changes are serialised by a lock that is held for one topic at a time; {@link #match} takes none.
 */
public final class SubscriberTable<T> {

    private final IntFunction<T[]> newArray;
    private final TopicTrie<T[]> subscribers = new TopicTrie<>();

    public SubscriberTable(IntFunction<T[]> newArray) {
        this.newArray = newArray;
    }

    /** Returns whether nobody had this topic before. */
    public synchronized boolean subscribe(T subscriber, byte[] topic) {
        return subscribers.update(topic, current -> with(current, subscriber)) == null;
    }

    /** Returns whether nobody has this topic any more. */
    public synchronized boolean unsubscribe(T subscriber, byte[] topic) {
        T @Nullable [] before = subscribers.update(topic, current -> without(current, subscriber));
        return before == null || before.length == 1 && before[0] == subscriber;
    }

    /** Whether anyone has exactly this topic. */
    public boolean has(byte[] topic) {
        return subscribers.get(topic) != null;
    }

    /** Collects everyone whose topics match; nobody twice. */
    public void match(byte[] firstFrame, Matches<T> matches) {
        matches.clear();
        subscribers.forEachPrefixOf(firstFrame, matches);
    }

    /** The number of distinct topics (ZMQ_TOPICS_COUNT). */
    public int size() {
        return subscribers.size();
    }

    private T[] with(T @Nullable [] current, T subscriber) {
        if (current == null) {
            T[] first = newArray.apply(1);
            first[0] = subscriber;
            return first;
        }
        for (T known : current) {
            if (known == subscriber) {
                return current;
            }
        }
        T[] longer = Arrays.copyOf(current, current.length + 1);
        longer[current.length] = subscriber;
        return longer;
    }

    private T @Nullable [] without(T @Nullable [] current, T subscriber) {
        if (current == null) {
            return null;
        }
        T[] rest = Arrays.stream(current).filter(known -> known != subscriber).toArray(newArray);
        return rest.length == 0 ? null : rest;
    }
}
