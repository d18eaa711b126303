package io.reactivezmq.codec.curve.crypto;

/**
 * NaCl's {@code crypto_secretbox_xsalsa20poly1305} for one direction of a connection: one key, and nonces of 24 bytes of
 * which the first 16 are always the same and the others a number, as RFC 26 has them. No message costs an engine, a key or an
 * array.
 *
 * <pre>
 *   box = authenticator (16 bytes), encrypted text
 *   key stream = one-time key of the authenticator (32 bytes), what the text is XORed with
 * </pre>
 *
 * <p>BouncyCastle has the primitives too, but its engines reach half of libsodium's rate with small messages and a
 * fifth with large ones; {@code SecretBoxBenchmark} compares. Tests compare the bytes with BouncyCastle's and libsodium's.
 *
 * <p>Whoever seals must never use a number twice, and whoever opens has to decide which numbers he takes; this class does not
 * look. Not thread-safe, but it may be used by one thread after the other.
 */
public final class SecretBox {

    /** Bytes that a box is longer than its text. */
    public static final int OVERHEAD = Poly1305.TAG_SIZE;
    /** Bytes of a key. */
    public static final int KEY_SIZE = 32;
    /** Bytes that all nonces of this object begin with. */
    public static final int PREFIX_SIZE = 16;

    /** What {@link #open} returns for what is no box of this key and nonce. */
    public static final int FORGED = -1;

    private final XSalsa20 stream;
    private final Poly1305 authenticator = new Poly1305();
    private boolean destroyed;

    /**
     * @param key 32 bytes; a copy of them, in another form, is kept until {@link #destroy}
     * @param noncePrefix all nonces begin with the first 16 of these bytes
     */
    public SecretBox(byte[] key, byte[] noncePrefix) {
        if (key.length != KEY_SIZE || noncePrefix.length < PREFIX_SIZE) {
            throw new IllegalArgumentException(
                    "a key has 32 bytes, the prefix of a nonce 16: " + key.length + ", " + noncePrefix.length);
        }
        stream = new XSalsa20(key, noncePrefix);
    }

    /**
     * Seals a byte and a text behind it.
     *
     * @param counter the last 8 bytes of the nonce, most significant first
     * @param first the byte in front of the text
     * @param box takes {@code OVERHEAD + 1 + length} bytes; the text may lie in it only where it ends up
     */
    public void seal(long counter, byte first, byte[] text, int offset, int length, byte[] box, int boxOffset) {
        int start = boxOffset + OVERHEAD;
        Keystream memory = Keystream.forSealing();
        begin(memory, counter, length + 1);
        byte sealed = stream.xorFirst(first);
        stream.xorRest(memory, text, offset, length, box, start + 1);
        authenticator.update(sealed, box, start + 1, length);
        box[start] = sealed;
        authenticator.write(box, boxOffset);
    }

    /**
     * Seals a text that lies where it belongs, {@link #OVERHEAD} bytes behind the beginning of the box.
     *
     * @param size bytes of the box to be
     */
    public void sealInPlace(long counter, byte[] box, int offset, int size) {
        int start = offset + OVERHEAD;
        if (size > OVERHEAD) {
            seal(counter, box[start], box, start + 1, size - OVERHEAD - 1, box, offset);
            return;
        }
        begin(Keystream.forSealing(), counter, 0);
        authenticator.update(box, start, 0);
        authenticator.write(box, offset);
    }

    /**
     * Opens a box where it lies; its text is {@link #OVERHEAD} bytes behind its beginning.
     *
     * @param size bytes of the box, at least {@link #OVERHEAD}
     * @return false if it is no box of this key and nonce; then nothing is changed
     */
    public boolean openInPlace(long counter, byte[] box, int offset, int size) {
        int start = offset + OVERHEAD;
        if (size > OVERHEAD) {
            int first = open(counter, box, offset, box, start + 1, size - OVERHEAD - 1);
            if (first == FORGED) {
                return false;
            }
            box[start] = (byte) first;
            return true;
        }
        begin(Keystream.forOpening(), counter, 0);
        authenticator.update(box, start, 0);
        return authenticator.matches(box, offset);
    }

    /**
     * Opens a box of a byte and a text behind it, which becomes readable where it lies.
     *
     * @param head the first {@code OVERHEAD + 1} bytes of the box
     * @param text what follows them, there or elsewhere
     * @return the byte in front of the text, 0 to 255, or {@link #FORGED} if it is no box of this key and nonce; then nothing is
     *     changed
     */
    public int open(long counter, byte[] head, int headOffset, byte[] text, int offset, int length) {
        Keystream memory = Keystream.forOpening();
        begin(memory, counter, length + 1);
        byte sealed = head[headOffset + OVERHEAD];
        authenticator.update(sealed, text, offset, length);
        if (!authenticator.matches(head, headOffset)) {
            return FORGED;
        }
        int first = stream.xorFirst(sealed) & 0xFF;
        stream.xorRest(memory, text, offset, length, text, offset);
        return first;
    }

    private void begin(Keystream memory, long counter, int length) {
        if (destroyed) {
            throw new IllegalStateException("the key was destroyed");
        }
        stream.begin(memory, counter, length);
        // taken now: long texts are XORed with blocks that overwrite the one with the key
        authenticator.begin(stream.firstBlock(0), stream.firstBlock(1), stream.firstBlock(2), stream.firstBlock(3));
    }

    /** Overwrites the key; nothing can be sealed or opened any more. To be called on the thread that used this object. */
    public void destroy() {
        destroyed = true;
        Keystream.forSealing().forget(stream);
        Keystream.forOpening().forget(stream);
        stream.wipe();
        authenticator.wipe();
    }
}
