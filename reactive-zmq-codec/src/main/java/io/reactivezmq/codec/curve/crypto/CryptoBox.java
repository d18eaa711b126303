package io.reactivezmq.codec.curve.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/**
 * NaCl's {@code crypto_box_curve25519xsalsa20poly1305} between two key pairs, or {@code crypto_secretbox} with one key, for the
 * few boxes of a handshake; messages go through {@link #messages}. Not thread-safe.
 */
public final class CryptoBox {

    /** Bytes of a nonce. */
    public static final int NONCE_SIZE = 24;

    private static final byte[] NO_NONCE = new byte[SecretBox.PREFIX_SIZE];

    private final byte[] key;

    private CryptoBox(byte[] key) {
        this.key = key;
    }

    /**
     * The box between the owners of two key pairs, the same for both of them.
     *
     * @param publicKey the other's public key, 32 bytes
     * @param secretKey this side's secret key, 32 bytes
     * @return null if the public key is one of the points of low order, with which everybody can compute what is agreed on
     */
    public static @Nullable CryptoBox between(byte[] publicKey, byte[] secretKey) {
        byte[] agreed = new byte[SecretBox.KEY_SIZE];
        if (!X25519.calculateAgreement(secretKey, 0, publicKey, 0, agreed, 0)) {
            return null;
        }
        int[] words = Salsa20.expand(agreed, NO_NONCE);
        Salsa20.key(words, agreed);
        Arrays.fill(words, 0);
        return new CryptoBox(agreed);
    }

    /** The box of those who have this key of 32 bytes, which is copied. */
    public static CryptoBox of(byte[] key) {
        return new CryptoBox(Arrays.copyOf(key, SecretBox.KEY_SIZE));
    }

    /**
     * Seals a text.
     *
     * @param nonce 24 bytes, never to be used again with this key
     */
    public byte[] seal(byte[] nonce, byte[] text) {
        byte[] box = new byte[SecretBox.OVERHEAD + text.length];
        System.arraycopy(text, 0, box, SecretBox.OVERHEAD, text.length);
        SecretBox sealing = new SecretBox(key, nonce);
        sealing.sealInPlace(counter(nonce), box, 0, box.length);
        sealing.destroy();
        return box;
    }

    /**
     * Opens a box.
     *
     * @param nonce 24 bytes
     * @param bytes hold the box; unchanged
     * @return the text, or null if it is no box of these keys and this nonce
     */
    public byte @Nullable [] open(byte[] nonce, byte[] bytes, int offset, int size) {
        if (size < SecretBox.OVERHEAD) {
            return null;
        }
        byte[] box = Arrays.copyOfRange(bytes, offset, offset + size);
        SecretBox opening = new SecretBox(key, nonce);
        boolean genuine = opening.openInPlace(counter(nonce), box, 0, size);
        opening.destroy();
        if (!genuine) {
            return null;
        }
        byte[] text = Arrays.copyOfRange(box, SecretBox.OVERHEAD, size);
        Arrays.fill(box, (byte) 0);
        return text;
    }

    private static long counter(byte[] nonce) {
        return ByteBuffer.wrap(nonce).getLong(SecretBox.PREFIX_SIZE);
    }

    /**
     * What seals, or opens, the messages of one direction with this key.
     *
     * @param noncePrefix 16 bytes that the nonces of that direction begin with
     */
    public SecretBox messages(byte[] noncePrefix) {
        return new SecretBox(key, noncePrefix);
    }

    /** Overwrites the key. What {@link #messages} gave stays usable. */
    public void destroy() {
        Arrays.fill(key, (byte) 0);
    }
}
