package io.reactivezmq.sockets.pattern;

import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;

/**
 * Offers each message to the next of several takers (RFC 30 PUSH, RFC 28 REQ and DEALER: "round-robin", libzmq's lb.cpp).
 * A taker without room is skipped; the one behind the last that took something comes first the next time.
 *
 * <p>Thread-safe without locks on the path of a message: the takers are an array that is replaced when they change. Two
 * threads that offer at the same moment may pick the same starting point, which costs a little evenness and nothing else.
 */
public final class RoundRobin<T, M> {

    private final BiPredicate<? super T, ? super M> offer;
    private final IntFunction<T[]> newArray;
    private volatile T[] takers;
    private int next;

    /** @param offer gives a message to a taker and returns whether it was accepted */
    public RoundRobin(IntFunction<T[]> newArray, BiPredicate<? super T, ? super M> offer) {
        this.offer = offer;
        this.newArray = newArray;
        this.takers = newArray.apply(0);
    }

    public synchronized void add(T taker) {
        T[] longer = Arrays.copyOf(takers, takers.length + 1);
        longer[takers.length] = taker;
        takers = longer;
    }

    /** Returns whether it was there. */
    public synchronized boolean remove(T taker) {
        int before = takers.length;
        takers = Arrays.stream(takers).filter(t -> t != taker).toArray(newArray);
        return takers.length < before;
    }

    /** The takers at this moment; not to be written to. */
    public T[] takers() {
        return takers;
    }

    /** Offers to one taker after the other, at most once to each; returns whether one of them accepted. */
    public boolean offer(M message) {
        T[] current = takers;
        if (current.length == 1) {
            return offer.test(current[0], message);
        }
        int start = next;
        for (int i = 0; i < current.length; i++) {
            int index = Math.floorMod(start + i, current.length);
            if (offer.test(current[index], message)) {
                next = index + 1;
                return true;
            }
        }
        return false;
    }
}
