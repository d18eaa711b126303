package io.reactivezmq.codec.curve.crypto;

import java.lang.invoke.VarHandle;

/**
 * The authenticator of NaCl's boxes (RFC 8439, section 2.5): a polynomial in r over the message's blocks of 16 bytes, modulo
 * 2^130 - 5, plus s. Written for the JIT: no array is read but the message, none is made.
 *
 * <p>A number modulo 2^130 - 5 is kept in three limbs of 44, 44 and 42 bits. A product of two limbs has up to 95 bits; of
 * these {@code Math.multiplyHigh}, an intrinsic, gives the part above bit 44 when its arguments are shifted by 20 bits
 * together, and an ordinary multiplication the lowest 64. So high parts are summed apart from the sums modulo 2^64, and what
 * the sum is below bit 44 follows by subtraction: no addition ever carries out of a {@code long}. Two blocks are taken at a time,
 * h = (h + m) r^2 + m' r, which halves the chain of carries that one block has to wait for.
 *
 * <p>No branch and no index depends on the key or on the message, only on its length. Not thread-safe.
 */
final class Poly1305 {

    /** Bytes of an authenticator. */
    static final int TAG_SIZE = 16;

    private static final VarHandle LONGS = Salsa20.LONGS;
    private static final int BLOCK = 16;
    private static final long MASK_44 = (1L << 44) - 1;
    private static final long MASK_42 = (1L << 42) - 1;
    /** Bit 128, which the specification sets above each whole block, as a part of the third limb. */
    private static final long BIT_128 = 1L << 128 - 88;
    /** Blocks from which on it pays to compute r^2. */
    private static final int WORTH_PAIRS = 8;
    /** Multiplier and multiplicand are shifted by 20 bits together, so that multiplyHigh, bits 64 and up, means 44 and up. */
    private static final int SHIFT_H = 16;
    private static final int SHIFT_R = 4;

    private long r0;
    private long r1;
    private long r2;
    private long s0;
    private long s1;
    private long h0;
    private long h1;
    private long h2;
    private long tag0;
    private long tag1;

    /**
     * Begins a message.
     *
     * @param k0 bytes 0 to 7 of the one-time key, little endian, which is r before some of its bits are cleared
     * @param k1 bytes 8 to 15
     * @param k2 bytes 16 to 23, which is s
     * @param k3 bytes 24 to 31
     */
    void begin(long k0, long k1, long k2, long k3) {
        // the bits that the specification clears
        long low = k0 & 0x0FFF_FFFC_0FFF_FFFFL;
        long high = k1 & 0x0FFF_FFFC_0FFF_FFFCL;
        r0 = low & MASK_44;
        r1 = (low >>> 44 | high << 20) & MASK_44;
        r2 = high >>> 24;
        s0 = k2;
        s1 = k3;
        h0 = 0;
        h1 = 0;
        h2 = 0;
    }

    /** Computes the authenticator of the whole message; once for each {@link #begin}. */
    void update(byte[] message, int offset, int length) {
        if (length > 0) {
            update(message[offset], message, offset + 1, length - 1);
        } else {
            finish();
        }
    }

    /**
     * Computes the authenticator of the whole message; once for each {@link #begin}.
     *
     * @param first the first byte of the message, which lies elsewhere
     * @param length bytes of the rest
     */
    void update(byte first, byte[] rest, int offset, int length) {
        if (length < BLOCK - 1) {
            addPart(first & 0xFF, 1, rest, offset, length);
            finish();
            return;
        }
        addBlock(first & 0xFF | (long) LONGS.get(rest, offset) << Byte.SIZE, (long) LONGS.get(rest, offset + 7), BIT_128);
        int at = offset + BLOCK - 1;
        int left = length - BLOCK + 1;
        if (left >= WORTH_PAIRS * BLOCK) {
            int pairs = left / (2 * BLOCK);
            addPairs(rest, at, pairs);
            at += pairs * 2 * BLOCK;
            left -= pairs * 2 * BLOCK;
        }
        int blocks = left / BLOCK;
        addBlocks(rest, at, blocks);
        if (left % BLOCK > 0) {
            addPart(0, 0, rest, at + blocks * BLOCK, left % BLOCK);
        }
        finish();
    }

    /** Whether the authenticator lies at this place; takes the same time wherever the difference is. */
    boolean matches(byte[] bytes, int offset) {
        long difference = (tag0 ^ (long) LONGS.get(bytes, offset)) | (tag1 ^ (long) LONGS.get(bytes, offset + 8));
        return difference == 0;
    }

    /** Writes the authenticator. */
    void write(byte[] bytes, int offset) {
        LONGS.set(bytes, offset, tag0);
        LONGS.set(bytes, offset + 8, tag1);
    }

    /** Forgets what could tell something about the key. */
    void wipe() {
        r0 = r1 = r2 = s0 = s1 = h0 = h1 = h2 = tag0 = tag1 = 0;
    }

    /**
     * The bytes that fill no block, with a 1 behind them in place of bit 128.
     *
     * @param before the bytes in front of the others, of which there are {@code known}
     */
    private void addPart(long before, int known, byte[] message, int offset, int length) {
        long low = before;
        long high = 0;
        for (int i = 0; i <= length; i++) {
            long octet = i < length ? message[offset + i] & 0xFFL : 1;
            int at = known + i;
            if (at < Long.BYTES) {
                low |= octet << Byte.SIZE * at;
            } else {
                high |= octet << Byte.SIZE * (at - Long.BYTES);
            }
        }
        addBlock(low, high, 0);
    }

    /** h = (h + m) r. */
    private void addBlock(long low, long high, long bit128) {
        long a0 = h0 + (low & MASK_44);
        long a1 = h1 + ((low >>> 44 | high << 20) & MASK_44);
        long a2 = h2 + (high >>> 24 | bit128);
        multiply(a0, a1, a2, r0, r1, r2);
    }

    /** h = (h + m) r, over and over; as {@link #multiply}, with everything in local variables. */
    private void addBlocks(byte[] message, int offset, int blocks) {
        final long b0 = r0;
        final long b1 = r1;
        final long b2 = r2;
        final long w1 = 20 * b1;
        final long w2 = 20 * b2;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        for (int i = 0, at = offset; i < blocks; i++, at += BLOCK) {
            long low = (long) LONGS.get(message, at);
            long high = (long) LONGS.get(message, at + 8);
            a0 += low & MASK_44;
            a1 += (low >>> 44 | high << 20) & MASK_44;
            a2 += high >>> 24 | BIT_128;

            long low0 = a0 * b0 + a1 * w2 + a2 * w1;
            long low1 = a0 * b1 + a1 * b0 + a2 * w2;
            long low2 = a0 * b2 + a1 * b1 + a2 * b0;
            long high0 = above44(a0, b0) + above44(a1, w2) + above44(a2, w1);
            long high1 = above44(a0, b1) + above44(a1, b0) + above44(a2, w2);
            long high2 = above44(a0, b2) + above44(a1, b1) + above44(a2, b0);

            long c = low0 - (high0 << 44);
            a0 = c & MASK_44;
            c = low1 - (high1 << 44) + (c >>> 44) + high0;
            a1 = c & MASK_44;
            c = low2 - (high2 << 44) + (c >>> 44) + high1;
            a2 = c & MASK_42;
            a0 += 5 * ((c >>> 42) + (high2 << 2));
            a1 += a0 >>> 44;
            a0 &= MASK_44;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
    }

    /** h = a b, for the one-block steps and for r^2. */
    private void multiply(long a0, long a1, long a2, long b0, long b1, long b2) {
        // 2^132 = 4 * 2^130 = 4 * 5 modulo 2^130 - 5
        long w1 = 20 * b1;
        long w2 = 20 * b2;
        long low0 = a0 * b0 + a1 * w2 + a2 * w1;
        long low1 = a0 * b1 + a1 * b0 + a2 * w2;
        long low2 = a0 * b2 + a1 * b1 + a2 * b0;
        long high0 = above44(a0, b0) + above44(a1, w2) + above44(a2, w1);
        long high1 = above44(a0, b1) + above44(a1, b0) + above44(a2, w2);
        long high2 = above44(a0, b2) + above44(a1, b1) + above44(a2, b0);

        long c = low0 - (high0 << 44);
        h0 = c & MASK_44;
        c = low1 - (high1 << 44) + (c >>> 44) + high0;
        h1 = c & MASK_44;
        c = low2 - (high2 << 44) + (c >>> 44) + high1;
        h2 = c & MASK_42;
        h0 += 5 * ((c >>> 42) + (high2 << 2));
        h1 += h0 >>> 44;
        h0 &= MASK_44;
    }

    private static long above44(long a, long b) {
        return Math.multiplyHigh(a << SHIFT_H, b << SHIFT_R);
    }

    /**
     * h = (h + m) r^2 + m' r, over and over; the same as {@link #multiply} twice, with one chain of carries, and with twelve products
     * in place of eighteen: a0 b1 + a1 b0 = (a0 + a1)(b0 + b1) - a0 b0 - a1 b1 (Karatsuba). Differences may be negative, so carries
     * are shifted with their sign.
     */
    private void addPairs(byte[] message, int offset, int pairs) {
        final long r0 = this.r0;
        final long r1 = this.r1;
        final long r2 = this.r2;
        final long r01 = r0 + r1;
        final long r02 = r0 + r2;
        final long r12 = r1 + r2;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        multiply(r0, r1, r2, r0, r1, r2);
        final long q0 = h0;
        final long q1 = h1;
        final long q2 = h2;
        final long q01 = q0 + q1;
        final long q02 = q0 + q2;
        final long q12 = q1 + q2;
        for (int i = 0, at = offset; i < pairs; i++, at += 2 * BLOCK) {
            long low = (long) LONGS.get(message, at + 16);
            long high = (long) LONGS.get(message, at + 24);
            long b0 = low & MASK_44;
            long b1 = (low >>> 44 | high << 20) & MASK_44;
            long b2 = high >>> 24 | BIT_128;
            low = (long) LONGS.get(message, at);
            high = (long) LONGS.get(message, at + 8);
            a0 += low & MASK_44;
            a1 += (low >>> 44 | high << 20) & MASK_44;
            a2 += high >>> 24 | BIT_128;

            long a01 = a0 + a1;
            long a02 = a0 + a2;
            long a12 = a1 + a2;
            long b01 = b0 + b1;
            long b02 = b0 + b2;
            long b12 = b1 + b2;
            long low00 = b0 * r0 + a0 * q0;
            long low11 = b1 * r1 + a1 * q1;
            long low22 = b2 * r2 + a2 * q2;
            long low01 = b01 * r01 + a01 * q01 - low00 - low11;
            long low02 = b02 * r02 + a02 * q02 - low00 - low22;
            long low12 = b12 * r12 + a12 * q12 - low11 - low22;
            long high00 = above44(b0, r0) + above44(a0, q0);
            long high11 = above44(b1, r1) + above44(a1, q1);
            long high22 = above44(b2, r2) + above44(a2, q2);
            long high01 = above44(b01, r01) + above44(a01, q01) - high00 - high11;
            long high02 = above44(b02, r02) + above44(a02, q02) - high00 - high22;
            long high12 = above44(b12, r12) + above44(a12, q12) - high11 - high22;

            long high0 = high00 + 20 * high12;
            long high1 = high01 + 20 * high22;
            long high2 = high02 + high11;
            long c = low00 + 20 * low12 - (high0 << 44);
            a0 = c & MASK_44;
            c = low01 + 20 * low22 - (high1 << 44) + high0 + (c >> 44);
            a1 = c & MASK_44;
            c = low02 + low11 - (high2 << 44) + high1 + (c >> 44);
            a2 = c & MASK_42;
            a0 += 5 * ((c >> 42) + (high2 << 2));
            a1 += a0 >> 44;
            a0 &= MASK_44;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
    }

    /** Reduces h completely and adds s, modulo 2^128. */
    private void finish() {
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        for (int i = 0; i < 2; i++) {
            a1 += a0 >>> 44;
            a0 &= MASK_44;
            a2 += a1 >>> 44;
            a1 &= MASK_44;
            a0 += 5 * (a2 >>> 42);
            a2 &= MASK_42;
        }
        a1 += a0 >>> 44;
        a0 &= MASK_44;

        // h - (2^130 - 5) = h + 5 - 2^130, taken if it is not negative; by a mask, because a branch would take time to tell
        long b0 = a0 + 5;
        long b1 = a1 + (b0 >>> 44);
        long b2 = a2 + (b1 >>> 44) - (1L << 42);
        long keep = b2 >> 63;
        a0 = a0 & keep | b0 & MASK_44 & ~keep;
        a1 = a1 & keep | b1 & MASK_44 & ~keep;
        a2 = a2 & keep | b2 & ~keep;

        long low = a0 | a1 << 44;
        long high = a1 >>> 20 | a2 << 24;
        tag0 = low + s0;
        // the carry of an unsigned addition
        long carry = (low & s0 | (low | s0) & ~tag0) >>> 63;
        tag1 = high + s1 + carry;
    }
}
