package io.reactivezmq.codec.curve.crypto;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one thread for one direction, and the key stream that was computed ahead in it.
 *
 * <p>The blocks of a small message are too few for {@link SalsaLanes}. But the nonces of a connection are consecutive
 * numbers, so the key streams of the messages to come can be computed together, before there are any messages. That pays
 * for a connection that is in the middle of a burst and is wasted on any other; so a {@link SecretBox} has to earn it with a
 * run of messages, and the next one that does takes the memory over. It belongs to the thread and not to the connection,
 * because twenty kilobytes would be much for ten thousand idle connections.
 */
final class Keystream {

    private static final FastThreadLocal<Keystream> SEALING = perThread();
    private static final FastThreadLocal<Keystream> OPENING = perThread();

    final SalsaLanes lanes = new SalsaLanes();

    /** Whose messages were computed ahead. */
    private @Nullable XSalsa20 owner;
    /** Whose key stream is in the lanes, computed ahead or not. */
    private @Nullable XSalsa20 filler;
    private long first;
    private int messages;
    private int blocksEach;

    private Keystream() {
    }

    private static FastThreadLocal<Keystream> perThread() {
        return new FastThreadLocal<>() {
            @Override
            protected Keystream initialValue() {
                return new Keystream();
            }
        };
    }

    static Keystream forSealing() {
        return SEALING.get();
    }

    static Keystream forOpening() {
        return OPENING.get();
    }

    boolean isOwnedBy(XSalsa20 stream) {
        return owner == stream;
    }

    /** The lane of the first block of this message, or -1 if it was not computed ahead. Only for the owner. */
    int lane(long counter) {
        long index = counter - first;
        return index >= 0 && index < messages ? (int) index * blocksEach : -1;
    }

    /** How many blocks of each message were computed ahead. */
    int blocksEach() {
        return blocksEach;
    }

    /** Computes as many messages ahead as there is room for. */
    void computeAhead(XSalsa20 stream, int[] input, long counter, int blocks) {
        owner = stream;
        filler = stream;
        first = counter;
        blocksEach = blocks;
        messages = SalsaLanes.LANES / blocks;
        int lane = 0;
        for (int message = 0; message < messages; message++) {
            long nonce = Long.reverseBytes(counter + message);
            for (int block = 0; block < blocks; block++) {
                lanes.set(lane++, nonce, block);
            }
        }
        lanes.compute(input);
    }

    /** Computes consecutive blocks of one long message. */
    void compute(XSalsa20 stream, int[] input, long counter, int firstBlock) {
        owner = null;
        filler = stream;
        lanes.setAll(Long.reverseBytes(counter), firstBlock);
        lanes.compute(input);
    }

    /** Overwrites what was computed for this stream. */
    void forget(XSalsa20 stream) {
        if (filler == stream) {
            owner = null;
            filler = null;
            lanes.wipe();
        }
    }
}
