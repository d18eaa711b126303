package io.reactivezmq.codec.curve.crypto;

import java.util.Arrays;

/**
 * The key streams of one key, whose nonces differ in their last 8 bytes only, which are consecutive numbers (RFC 26). The
 * step from the first 16 bytes to Salsa20's key is taken once.
 *
 * <p>There are three ways to the blocks of a message: one by one; all lanes of {@link SalsaLanes} for a long one; and ahead,
 * together with those of the messages to come, once a run of messages has shown that there will be some.
 *
 * <p>Not thread-safe.
 */
final class XSalsa20 {

    /** Bytes of the first block that are the key of the authenticator; the text is XORed with what follows. */
    static final int RESERVED = 32;
    /** Bytes of text that share a block with that key. */
    static final int HEAD = Salsa20.BLOCK - RESERVED;

    /** Longer messages are worth all lanes by themselves, so their blocks are not computed ahead. */
    private static final int MAX_AHEAD = SalsaLanes.LANES / 2;
    /** For so many blocks, computing all lanes takes less time than one block after the other. */
    private static final int WORTH_ALL_LANES = SalsaLanes.LANES / 4;
    /** Blocks in sequence from which on blocks are computed ahead; doubled each time that they were not needed. */
    private static final int SHORTEST_RUN = SalsaLanes.LANES / 4;
    private static final int LONGEST_RUN = 256 * SHORTEST_RUN;

    private final int[] input;
    private final int[] block = new int[Salsa20.WORDS];

    // the message that was begun: where the words of its first block are, and how many blocks were computed ahead
    private long counter;
    private int[] words = block;
    private int base;
    private int stride;
    private int ready;

    // whether to compute ahead
    private long expected;
    private int run;
    private int runNeeded = SHORTEST_RUN;
    private boolean ahead;
    private int usualBlocks;

    /**
     * @param key 32 bytes
     * @param noncePrefix 16 bytes that all nonces begin with
     */
    XSalsa20(byte[] key, byte[] noncePrefix) {
        this.input = Salsa20.expand(key, noncePrefix);
    }

    /**
     * Begins a message.
     *
     * @param memory of the current thread
     * @param counter the last 8 bytes of its nonce
     * @param length bytes of its text
     */
    void begin(Keystream memory, long counter, int length) {
        this.counter = counter;
        int blocks = blocks(length);
        int lane = blocks <= MAX_AHEAD ? lane(memory, blocks) : -1;
        expected = counter + 1;
        if (lane >= 0) {
            words = memory.lanes.words();
            base = lane;
            stride = SalsaLanes.LANES;
            ready = Math.min(blocks, memory.blocksEach());
        } else {
            Salsa20.block(input, Long.reverseBytes(counter), 0, block);
            words = block;
            base = 0;
            stride = 1;
            ready = 1;
        }
    }

    /** Blocks of the key stream of a message. */
    private static int blocks(int length) {
        return (int) ((RESERVED + (long) length + Salsa20.BLOCK - 1) / Salsa20.BLOCK);
    }

    /** Where the message that begins was computed ahead, perhaps just now; -1 if it is to be computed by itself. */
    private int lane(Keystream memory, int blocks) {
        // follows larger messages at once and smaller ones slowly: a block too many is cheaper than one that is missing
        usualBlocks = Math.max(blocks, usualBlocks - (usualBlocks + 7 >> 3));
        if (ahead) {
            if (memory.isOwnedBy(this)) {
                int lane = memory.lane(counter);
                if (lane >= 0) {
                    return lane;
                }
                if (counter == expected) {
                    runNeeded = SHORTEST_RUN;
                    memory.computeAhead(this, input, counter, usualBlocks);
                    return 0;
                }
            }
            ahead = false;
            run = 0;
            runNeeded = Math.min(2 * runNeeded, LONGEST_RUN);
        }
        run = counter == expected ? run + blocks : blocks;
        if (run < runNeeded) {
            return -1;
        }
        ahead = true;
        memory.computeAhead(this, input, counter, usualBlocks);
        return 0;
    }

    /** 8 bytes of the first block, little endian; the first four times of them are the key of the authenticator. */
    long firstBlock(int index) {
        return words[base + 2 * index * stride] & 0xFFFF_FFFFL | (long) words[base + (2 * index + 1) * stride] << Integer.SIZE;
    }

    /** XORs the first byte of the message that was begun. */
    byte xorFirst(byte first) {
        return (byte) (first ^ words[base + RESERVED / Integer.BYTES * stride]);
    }

    /**
     * XORs the message that was begun from its second byte on. Once for each message: blocks are computed over those before.
     *
     * @param memory the one that the message was begun with
     * @param length bytes of the message, without the first
     * @param out the same place as the text, or another array
     */
    void xorRest(Keystream memory, byte[] text, int offset, int length, byte[] out, int outOffset) {
        if (length < HEAD - 1) {
            xorPartOfHead(text, offset, length, out, outOffset);
            return;
        }
        xorHead(text, offset, out, outOffset);
        int in = offset + HEAD - 1;
        int to = outOffset + HEAD - 1;
        int left = length - HEAD + 1;
        if (left > 0 && ready > 1) {
            int done = xorLanes(memory.lanes, base + 1, ready - 1, text, in, left, out, to);
            in += done;
            to += done;
            left -= done;
        }
        if (left > 0) {
            xorByItself(memory, ready, text, in, left, out, to);
        }
    }

    /** The 31 bytes that share a block with the key of the authenticator and the first byte. */
    private void xorHead(byte[] text, int i, byte[] out, int o) {
        // two of the words overlap by a byte, so all are read before one is written
        long text0 = (long) Salsa20.LONGS.get(text, i) ^ (firstBlock(4) >>> Byte.SIZE);
        long text1 = (long) Salsa20.LONGS.get(text, i + 7) ^ firstBlock(5);
        long text2 = (long) Salsa20.LONGS.get(text, i + 15) ^ firstBlock(6);
        long text3 = (long) Salsa20.LONGS.get(text, i + 23) ^ firstBlock(7);
        Salsa20.LONGS.set(out, o, text0);
        Salsa20.LONGS.set(out, o + 7, text1);
        Salsa20.LONGS.set(out, o + 15, text2);
        Salsa20.LONGS.set(out, o + 23, text3);
    }

    private void xorPartOfHead(byte[] text, int i, int size, byte[] out, int o) {
        for (int octet = 0; octet < size; octet++) {
            int at = RESERVED + 1 + octet;
            out[o + octet] = (byte) (text[i + octet] ^ words[base + at / 4 * stride] >>> Byte.SIZE * (at & 3));
        }
    }

    /** The blocks that were not computed ahead, from this one on. */
    private void xorByItself(Keystream memory, int firstBlock, byte[] text, int offset, int length, byte[] rest, int restOffset) {
        long nonce = Long.reverseBytes(counter);
        int next = firstBlock;
        int done = 0;
        while (length - done >= WORTH_ALL_LANES * Salsa20.BLOCK) {
            memory.compute(this, input, counter, next);
            done += xorLanes(memory.lanes, 0, SalsaLanes.LANES, text, offset + done, length - done, rest, restOffset + done);
            next += SalsaLanes.LANES;
        }
        for (; done < length; next++) {
            Salsa20.block(input, nonce, next, block);
            int size = Math.min(length - done, Salsa20.BLOCK);
            xor(block, 0, 1, text, offset + done, rest, restOffset + done, size);
            done += size;
        }
    }

    /** XORs as much text as these lanes are enough for, and tells how much that is. */
    private static int xorLanes(SalsaLanes lanes, int first, int count, byte[] in, int i, int length, byte[] out, int o) {
        int whole = Math.min(count, length / Salsa20.BLOCK);
        for (int block = 0; block < whole; block++) {
            lanes.xor(first + block, in, i + block * Salsa20.BLOCK, out, o + block * Salsa20.BLOCK);
        }
        int done = whole * Salsa20.BLOCK;
        int rest = whole < count ? length - done : 0;
        if (rest > 0) {
            xor(lanes.words(), first + whole, SalsaLanes.LANES, in, i + done, out, o + done, rest);
        }
        return done + rest;
    }

    /** XORs up to one block of text with words that are a stride apart. */
    private static void xor(int[] words, int at, int stride, byte[] in, int i, byte[] out, int o, int size) {
        if (size == Salsa20.BLOCK) {
            // a constant number of steps, which the JIT unrolls
            for (int k = 0; k < Salsa20.WORDS; k++) {
                Salsa20.INTS.set(out, o + 4 * k, (int) Salsa20.INTS.get(in, i + 4 * k) ^ words[at + k * stride]);
            }
            return;
        }
        int k = 0;
        for (; 4 * k + 4 <= size; k++) {
            Salsa20.INTS.set(out, o + 4 * k, (int) Salsa20.INTS.get(in, i + 4 * k) ^ words[at + k * stride]);
        }
        for (int octet = 4 * k; octet < size; octet++) {
            out[o + octet] = (byte) (in[i + octet] ^ words[at + k * stride] >>> Byte.SIZE * (octet & 3));
        }
    }

    /** Overwrites the key. */
    void wipe() {
        Arrays.fill(input, 0);
        Arrays.fill(block, 0);
    }
}
