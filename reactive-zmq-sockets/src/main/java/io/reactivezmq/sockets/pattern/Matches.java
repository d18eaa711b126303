package io.reactivezmq.sockets.pattern;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The subscribers that one message goes to. Reused from message to message by one thread: matching allocates nothing once
 * it has grown to the largest number of subscribers.
 */
public final class Matches<T> implements Consumer<T[]> {

    /** Up to so many a search from one end to the other is quicker than a set. */
    private static final int LINEAR = 32;

    private final Set<T> all = Collections.newSetFromMap(new IdentityHashMap<>());
    private T[] items;
    private int size;

    public Matches(IntFunction<T[]> newArray) {
        items = newArray.apply(8);
    }

    public int size() {
        return size;
    }

    public T get(int index) {
        return items[index];
    }

    /** Forgets everyone, so that a thread which publishes rarely keeps no closed peer alive. */
    public void clear() {
        Arrays.fill(items, 0, size, null);
        size = 0;
    }

    /** Adds the subscribers of one topic; those of the first topic cannot be known yet, later ones may be. */
    @Override
    public void accept(T[] subscribers) {
        int known = size;
        if (known > LINEAR) {
            addUnknown(subscribers);
            return;
        }
        for (T subscriber : subscribers) {
            if (known == 0 || !contains(subscriber, known)) {
                add(subscriber);
            }
        }
    }

    /** Where each of many subscribers would have to be compared with each. */
    private void addUnknown(T[] subscribers) {
        for (int i = 0; i < size; i++) {
            all.add(items[i]);
        }
        for (T subscriber : subscribers) {
            if (all.add(subscriber)) {
                add(subscriber);
            }
        }
        all.clear();
    }

    /** Whether this one is among them. */
    public boolean contains(T subscriber) {
        return contains(subscriber, size);
    }

    private boolean contains(T subscriber, int known) {
        for (int i = 0; i < known; i++) {
            if (items[i] == subscriber) {
                return true;
            }
        }
        return false;
    }

    /** Adds one that is not there yet. */
    public void add(T subscriber) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        items[size++] = subscriber;
    }
}
