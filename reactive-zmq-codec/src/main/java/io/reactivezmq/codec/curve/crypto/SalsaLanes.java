package io.reactivezmq.codec.curve.crypto;

import java.util.Arrays;

/**
 * The Salsa20 core over many blocks side by side: word w of block i stands at {@code w * LANES + i}, so that every step is the
 * same operation on neighbouring words, which is what the JIT turns into vector instructions. On JDK 17 a block then costs a fifth
 * of what {@link Salsa20#block} takes on a processor with AVX-512, a quarter with AVX2, and as much where there are none.
 *
 * <p>Two quarter rounds in a loop, each loop in a method of its own with constant distances: with four of them, with distances
 * that are variables, or with all of them in one method, C2 of JDK 17 gives up vectorising. Fewer than {@link #LANES} lanes
 * do not pay, because the loops in front of and behind the vectorised one then do most of the work.
 *
 * <p>Not thread-safe.
 */
final class SalsaLanes {

    /** Blocks side by side. */
    static final int LANES = 256;

    private static final int ROUNDS = 20;

    /** The key stream once computed: 16 rows of words. */
    private final int[] x = new int[Salsa20.WORDS * LANES];
    /** The rows of the input in which the lanes differ: nonce and number of the block, two rows each. */
    private final int[] varying = new int[4 * LANES];

    /** The words of all lanes; those of one block are {@link #LANES} apart. */
    int[] words() {
        return x;
    }

    /** Sets the nonce and the number of the block of one lane. */
    void set(int lane, long nonce, long counter) {
        varying[lane] = (int) nonce;
        varying[LANES + lane] = (int) (nonce >>> 32);
        varying[2 * LANES + lane] = (int) counter;
        varying[3 * LANES + lane] = (int) (counter >>> 32);
    }

    /** Sets all lanes to consecutive blocks of one message, none of which has 2^31 blocks. */
    void setAll(long nonce, int firstCounter) {
        Arrays.fill(varying, 0, LANES, (int) nonce);
        Arrays.fill(varying, LANES, 2 * LANES, (int) (nonce >>> 32));
        for (int lane = 0; lane < LANES; lane++) {
            varying[2 * LANES + lane] = firstCounter + lane;
        }
        Arrays.fill(varying, 3 * LANES, 4 * LANES, 0);
    }

    /**
     * Computes the key stream of the lanes that were set.
     *
     * @param input the words that {@link Salsa20#expand} gave
     */
    void compute(int[] input) {
        for (int w = 0; w < Salsa20.WORDS; w++) {
            if (w < Salsa20.NONCE || w >= Salsa20.NONCE + 4) {
                Arrays.fill(x, w * LANES, (w + 1) * LANES, input[w]);
            }
        }
        System.arraycopy(varying, 0, x, Salsa20.NONCE * LANES, varying.length);
        for (int round = 0; round < ROUNDS; round += 2) {
            firstColumns(x, LANES);
            lastColumns(x, LANES);
            firstRows(x, LANES);
            lastRows(x, LANES);
        }
        for (int w = 0; w < Salsa20.WORDS; w++) {
            if (w < Salsa20.NONCE || w >= Salsa20.NONCE + 4) {
                add(x, w * LANES, input[w]);
            }
        }
        addVarying(x, varying);
    }

    /**
     * XORs a whole block of text with the key stream of a lane. Here the distance of two words is a constant; as a variable, which
     * it is for whoever knows single blocks too, it costs a check of bounds for each word.
     *
     * @param out the same place as the text, or another array
     */
    void xor(int lane, byte[] text, int i, byte[] out, int o) {
        Salsa20.LONGS.set(out, o, (long) Salsa20.LONGS.get(text, i) ^ pair(x, lane));
        Salsa20.LONGS.set(out, o + 8, (long) Salsa20.LONGS.get(text, i + 8) ^ pair(x, lane + 2 * LANES));
        Salsa20.LONGS.set(out, o + 16, (long) Salsa20.LONGS.get(text, i + 16) ^ pair(x, lane + 4 * LANES));
        Salsa20.LONGS.set(out, o + 24, (long) Salsa20.LONGS.get(text, i + 24) ^ pair(x, lane + 6 * LANES));
        Salsa20.LONGS.set(out, o + 32, (long) Salsa20.LONGS.get(text, i + 32) ^ pair(x, lane + 8 * LANES));
        Salsa20.LONGS.set(out, o + 40, (long) Salsa20.LONGS.get(text, i + 40) ^ pair(x, lane + 10 * LANES));
        Salsa20.LONGS.set(out, o + 48, (long) Salsa20.LONGS.get(text, i + 48) ^ pair(x, lane + 12 * LANES));
        Salsa20.LONGS.set(out, o + 56, (long) Salsa20.LONGS.get(text, i + 56) ^ pair(x, lane + 14 * LANES));
    }

    private static long pair(int[] words, int at) {
        return words[at] & 0xFFFF_FFFFL | (long) words[at + LANES] << Integer.SIZE;
    }

    /** Overwrites the key stream. */
    void wipe() {
        Arrays.fill(x, 0);
    }

    private static void add(int[] x, int row, int word) {
        for (int i = row; i < row + LANES; i++) {
            x[i] += word;
        }
    }

    private static void addVarying(int[] x, int[] varying) {
        for (int i = 0; i < 4 * LANES; i++) {
            x[Salsa20.NONCE * LANES + i] += varying[i];
        }
    }

    private static void firstColumns(int[] x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int a = x[i];
            int b = x[4 * LANES + i];
            int c = x[8 * LANES + i];
            int d = x[12 * LANES + i];
            b ^= Integer.rotateLeft(a + d, 7);
            c ^= Integer.rotateLeft(b + a, 9);
            d ^= Integer.rotateLeft(c + b, 13);
            a ^= Integer.rotateLeft(d + c, 18);
            x[i] = a;
            x[4 * LANES + i] = b;
            x[8 * LANES + i] = c;
            x[12 * LANES + i] = d;
            int e = x[5 * LANES + i];
            int f = x[9 * LANES + i];
            int g = x[13 * LANES + i];
            int h = x[LANES + i];
            f ^= Integer.rotateLeft(e + h, 7);
            g ^= Integer.rotateLeft(f + e, 9);
            h ^= Integer.rotateLeft(g + f, 13);
            e ^= Integer.rotateLeft(h + g, 18);
            x[5 * LANES + i] = e;
            x[9 * LANES + i] = f;
            x[13 * LANES + i] = g;
            x[LANES + i] = h;
        }
    }

    private static void lastColumns(int[] x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int a = x[10 * LANES + i];
            int b = x[14 * LANES + i];
            int c = x[2 * LANES + i];
            int d = x[6 * LANES + i];
            b ^= Integer.rotateLeft(a + d, 7);
            c ^= Integer.rotateLeft(b + a, 9);
            d ^= Integer.rotateLeft(c + b, 13);
            a ^= Integer.rotateLeft(d + c, 18);
            x[10 * LANES + i] = a;
            x[14 * LANES + i] = b;
            x[2 * LANES + i] = c;
            x[6 * LANES + i] = d;
            int e = x[15 * LANES + i];
            int f = x[3 * LANES + i];
            int g = x[7 * LANES + i];
            int h = x[11 * LANES + i];
            f ^= Integer.rotateLeft(e + h, 7);
            g ^= Integer.rotateLeft(f + e, 9);
            h ^= Integer.rotateLeft(g + f, 13);
            e ^= Integer.rotateLeft(h + g, 18);
            x[15 * LANES + i] = e;
            x[3 * LANES + i] = f;
            x[7 * LANES + i] = g;
            x[11 * LANES + i] = h;
        }
    }

    private static void firstRows(int[] x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int a = x[i];
            int b = x[LANES + i];
            int c = x[2 * LANES + i];
            int d = x[3 * LANES + i];
            b ^= Integer.rotateLeft(a + d, 7);
            c ^= Integer.rotateLeft(b + a, 9);
            d ^= Integer.rotateLeft(c + b, 13);
            a ^= Integer.rotateLeft(d + c, 18);
            x[i] = a;
            x[LANES + i] = b;
            x[2 * LANES + i] = c;
            x[3 * LANES + i] = d;
            int e = x[5 * LANES + i];
            int f = x[6 * LANES + i];
            int g = x[7 * LANES + i];
            int h = x[4 * LANES + i];
            f ^= Integer.rotateLeft(e + h, 7);
            g ^= Integer.rotateLeft(f + e, 9);
            h ^= Integer.rotateLeft(g + f, 13);
            e ^= Integer.rotateLeft(h + g, 18);
            x[5 * LANES + i] = e;
            x[6 * LANES + i] = f;
            x[7 * LANES + i] = g;
            x[4 * LANES + i] = h;
        }
    }

    private static void lastRows(int[] x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            int a = x[10 * LANES + i];
            int b = x[11 * LANES + i];
            int c = x[8 * LANES + i];
            int d = x[9 * LANES + i];
            b ^= Integer.rotateLeft(a + d, 7);
            c ^= Integer.rotateLeft(b + a, 9);
            d ^= Integer.rotateLeft(c + b, 13);
            a ^= Integer.rotateLeft(d + c, 18);
            x[10 * LANES + i] = a;
            x[11 * LANES + i] = b;
            x[8 * LANES + i] = c;
            x[9 * LANES + i] = d;
            int e = x[15 * LANES + i];
            int f = x[12 * LANES + i];
            int g = x[13 * LANES + i];
            int h = x[14 * LANES + i];
            f ^= Integer.rotateLeft(e + h, 7);
            g ^= Integer.rotateLeft(f + e, 9);
            h ^= Integer.rotateLeft(g + f, 13);
            e ^= Integer.rotateLeft(h + g, 18);
            x[15 * LANES + i] = e;
            x[12 * LANES + i] = f;
            x[13 * LANES + i] = g;
            x[14 * LANES + i] = h;
        }
    }
}
