package io.reactivezmq.codec.curve.crypto;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** A pair of X25519 keys for one connection. Not thread-safe. */
public final class TransientKeys {

    /** Bytes of a key, public or secret. */
    public static final int SIZE = 32;

    private final byte[] secretKey;
    private final byte[] publicKey;

    private TransientKeys(byte[] secretKey) {
        this.secretKey = secretKey;
        this.publicKey = new byte[SIZE];
        X25519.scalarMultBase(secretKey, 0, publicKey, 0);
    }

    /** A new pair. */
    public static TransientKeys generate(RandomSource random) {
        byte[] secret = new byte[SIZE];
        random.nextBytes(secret);
        return new TransientKeys(secret);
    }

    /** The public key itself; not to be changed. */
    public byte[] publicKey() {
        return publicKey;
    }

    /** The secret key itself; not to be changed, and zero after {@link #destroy}. */
    public byte[] secretKey() {
        return secretKey;
    }

    /** Overwrites the secret key. */
    public void destroy() {
        Arrays.fill(secretKey, (byte) 0);
    }
}
