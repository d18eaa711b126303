package io.reactivezmq.codec.curve.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The Salsa20 core, one block at a time (Bernstein, "Salsa20 specification"), and HSalsa20, which makes a key of a key and
 * the longer half of XSalsa20's nonce (Bernstein, "Extending the Salsa20 nonce").
 *
 * <pre>
 *    s0 k0 k1 k2        s constant "expand 32-byte k"
 *    k3 s1 n0 n1        k key
 *    c0 c1 s2 k4        n nonce, 8 bytes
 *    k5 k6 k7 s3        c number of the block, 8 bytes
 * </pre>
 *
 * <p>The sixteen words live in local variables, which the JIT keeps in registers as far as there are any: twice as fast as
 * the same over an array. Stateless.
 */
final class Salsa20 {

    /** Words of a block. */
    static final int WORDS = 16;
    /** Bytes of a block. */
    static final int BLOCK = WORDS * Integer.BYTES;
    /** Where the nonce and the number of the block stand among the words. */
    static final int NONCE = 6;
    static final int COUNTER = 8;

    static final int SIGMA_0 = 0x61707865;
    static final int SIGMA_1 = 0x3320646E;
    static final int SIGMA_2 = 0x79622D32;
    static final int SIGMA_3 = 0x6B206574;

    /** Little-endian words of an array of bytes. */
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int ROUNDS = 20;

    private Salsa20() {
    }

    /** Words with the constants and a key; nonce and number of the block are 0. */
    static int[] expand(byte[] key) {
        int[] words = new int[WORDS];
        words[0] = SIGMA_0;
        words[5] = SIGMA_1;
        words[10] = SIGMA_2;
        words[15] = SIGMA_3;
        for (int i = 0; i < 4; i++) {
            words[1 + i] = (int) INTS.get(key, 4 * i);
            words[11 + i] = (int) INTS.get(key, 16 + 4 * i);
        }
        return words;
    }

    /**
     * HSalsa20.
     *
     * @param key 32 bytes
     * @param nonce the first 16 of these bytes are used
     * @return the words of the new key, as {@link #expand} gives them
     */
    static int[] expand(byte[] key, byte[] nonce) {
        int[] words = expand(key);
        for (int i = 0; i < 4; i++) {
            words[NONCE + i] = (int) INTS.get(nonce, 4 * i);
        }
        int[] mixed = new int[WORDS];
        rounds(words, words[NONCE], words[NONCE + 1], words[COUNTER], words[COUNTER + 1], mixed, false);
        for (int i = 0; i < 4; i++) {
            words[1 + i] = mixed[5 * i];
            words[11 + i] = mixed[NONCE + i];
            words[NONCE + i] = 0;
        }
        Arrays.fill(mixed, 0);
        return words;
    }

    /** The key among these words, as 32 bytes. */
    static void key(int[] words, byte[] out) {
        for (int i = 0; i < 4; i++) {
            INTS.set(out, 4 * i, words[1 + i]);
            INTS.set(out, 16 + 4 * i, words[11 + i]);
        }
    }

    /**
     * One block of the key stream.
     *
     * @param input the words that {@link #expand} gave
     * @param nonce the 8 bytes, read as little endian
     * @param counter the number of the block
     * @param out takes the 16 words
     */
    static void block(int[] input, long nonce, long counter, int[] out) {
        rounds(input, (int) nonce, (int) (nonce >>> 32), (int) counter, (int) (counter >>> 32), out, true);
    }

    private static void rounds(int[] in, int in6, int in7, int in8, int in9, int[] out, boolean addInput) {
        int x0 = in[0];
        int x1 = in[1];
        int x2 = in[2];
        int x3 = in[3];
        int x4 = in[4];
        int x5 = in[5];
        int x6 = in6;
        int x7 = in7;
        int x8 = in8;
        int x9 = in9;
        int x10 = in[10];
        int x11 = in[11];
        int x12 = in[12];
        int x13 = in[13];
        int x14 = in[14];
        int x15 = in[15];
        for (int round = 0; round < ROUNDS; round += 2) {
            // columns
            x4 ^= Integer.rotateLeft(x0 + x12, 7);
            x8 ^= Integer.rotateLeft(x4 + x0, 9);
            x12 ^= Integer.rotateLeft(x8 + x4, 13);
            x0 ^= Integer.rotateLeft(x12 + x8, 18);
            x9 ^= Integer.rotateLeft(x5 + x1, 7);
            x13 ^= Integer.rotateLeft(x9 + x5, 9);
            x1 ^= Integer.rotateLeft(x13 + x9, 13);
            x5 ^= Integer.rotateLeft(x1 + x13, 18);
            x14 ^= Integer.rotateLeft(x10 + x6, 7);
            x2 ^= Integer.rotateLeft(x14 + x10, 9);
            x6 ^= Integer.rotateLeft(x2 + x14, 13);
            x10 ^= Integer.rotateLeft(x6 + x2, 18);
            x3 ^= Integer.rotateLeft(x15 + x11, 7);
            x7 ^= Integer.rotateLeft(x3 + x15, 9);
            x11 ^= Integer.rotateLeft(x7 + x3, 13);
            x15 ^= Integer.rotateLeft(x11 + x7, 18);
            // rows
            x1 ^= Integer.rotateLeft(x0 + x3, 7);
            x2 ^= Integer.rotateLeft(x1 + x0, 9);
            x3 ^= Integer.rotateLeft(x2 + x1, 13);
            x0 ^= Integer.rotateLeft(x3 + x2, 18);
            x6 ^= Integer.rotateLeft(x5 + x4, 7);
            x7 ^= Integer.rotateLeft(x6 + x5, 9);
            x4 ^= Integer.rotateLeft(x7 + x6, 13);
            x5 ^= Integer.rotateLeft(x4 + x7, 18);
            x11 ^= Integer.rotateLeft(x10 + x9, 7);
            x8 ^= Integer.rotateLeft(x11 + x10, 9);
            x9 ^= Integer.rotateLeft(x8 + x11, 13);
            x10 ^= Integer.rotateLeft(x9 + x8, 18);
            x12 ^= Integer.rotateLeft(x15 + x14, 7);
            x13 ^= Integer.rotateLeft(x12 + x15, 9);
            x14 ^= Integer.rotateLeft(x13 + x12, 13);
            x15 ^= Integer.rotateLeft(x14 + x13, 18);
        }
        if (addInput) {
            x0 += in[0];
            x1 += in[1];
            x2 += in[2];
            x3 += in[3];
            x4 += in[4];
            x5 += in[5];
            x6 += in6;
            x7 += in7;
            x8 += in8;
            x9 += in9;
            x10 += in[10];
            x11 += in[11];
            x12 += in[12];
            x13 += in[13];
            x14 += in[14];
            x15 += in[15];
        }
        out[0] = x0;
        out[1] = x1;
        out[2] = x2;
        out[3] = x3;
        out[4] = x4;
        out[5] = x5;
        out[6] = x6;
        out[7] = x7;
        out[8] = x8;
        out[9] = x9;
        out[10] = x10;
        out[11] = x11;
        out[12] = x12;
        out[13] = x13;
        out[14] = x14;
        out[15] = x15;
    }
}
