package io.reactivezmq.codec.netty;

/**
 * How many messages each write holds that the operating system has not taken yet. Writes are confirmed in the order in
 * which they were made, so a ring of counts is enough; it is bounded by the channel's write buffer.
 */
final class UnconfirmedWrites {

    private int[] counts = new int[4];
    private int head;
    private int size;
    private long lost;

    void add(int messages) {
        if (size == counts.length) {
            int[] larger = new int[counts.length * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = counts[(head + i) % counts.length];
            }
            counts = larger;
            head = 0;
        }
        counts[(head + size) % counts.length] = messages;
        size++;
    }

    void confirm(boolean written) {
        if (!written) {
            lost += counts[head];
        }
        head = (head + 1) % counts.length;
        size--;
    }

    void lost(long messages) {
        lost += messages;
    }

    long lost() {
        return lost;
    }

    boolean isEmpty() {
        return size == 0;
    }

}
