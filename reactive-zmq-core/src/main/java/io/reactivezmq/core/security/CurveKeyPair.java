package io.reactivezmq.core.security;

import io.reactivezmq.core.error.ZmqOptionException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * The long-term keys of one side of a CURVE connection ({@code zmq_curve_keypair}, {@code ZMQ_CURVE_PUBLICKEY} and
 * {@code ZMQ_CURVE_SECRETKEY}).
 *
 * <p>The secret leaves this object only through {@link #secretKeyBytes()} and {@link #secretKeyZ85()}; neither
 * {@link #toString()} nor any error message shows it. {@link #destroy()} overwrites it, for applications that want it gone
 * before the garbage collector comes along; a socket that is to connect again needs it, so destroy it after the sockets.
 *
 * <p>Thread-safe. Equal when the secrets are, compared in a time that does not depend on them.
 */
public final class CurveKeyPair implements Destroyable {

    private static final String SECRET_KEY = "CURVE secret key";

    private final CurvePublicKey publicKey;
    private final byte[] secret;
    private volatile boolean destroyed;

    private CurveKeyPair(CurvePublicKey publicKey, byte[] secret) {
        this.publicKey = publicKey;
        this.secret = secret;
    }

    /** A new pair from the system's random numbers. */
    public static CurveKeyPair generate() {
        byte[] secret = new byte[CurvePublicKey.SIZE];
        new SecureRandom().nextBytes(secret);
        return derived(secret);
    }

    /**
     * The pair that belongs to a copy of this secret key; the public key is derived.
     *
     * @throws ZmqOptionException if it has not 32 bytes
     */
    public static CurveKeyPair ofSecretKey(byte[] secretKey) {
        return derived(KeyText.require(SECRET_KEY, secretKey).clone());
    }

    /**
     * The pair that belongs to this secret key; the public key is derived.
     *
     * @throws ZmqOptionException if it has not 40 characters, or is no Z85
     */
    public static CurveKeyPair ofSecretKey(String z85) {
        return derived(KeyText.decode(SECRET_KEY, z85));
    }

    /**
     * A pair that was kept as two keys.
     *
     * @throws ZmqOptionException if a key has not 32 bytes, or the public key is not the one of the secret key
     */
    public static CurveKeyPair of(CurvePublicKey publicKey, byte[] secretKey) {
        return requireTogether(publicKey, ofSecretKey(secretKey));
    }

    /**
     * A pair that was kept as two keys in Z85.
     *
     * @throws ZmqOptionException if a key has not 40 characters or is no Z85, or the public key is not the one of the secret
     *     key
     */
    public static CurveKeyPair of(String publicKeyZ85, String secretKeyZ85) {
        return requireTogether(CurvePublicKey.of(publicKeyZ85), ofSecretKey(secretKeyZ85));
    }

    private static CurveKeyPair derived(byte[] secret) {
        return new CurveKeyPair(PublicKeyDerivation.publicKeyOf(secret), secret);
    }

    private static CurveKeyPair requireTogether(CurvePublicKey publicKey, CurveKeyPair pair) {
        if (!pair.publicKey.equals(publicKey)) {
            pair.destroy();
            // neither of them is shown: with the keys exchanged the public one would be the secret
            throw new ZmqOptionException("CURVE key pair", "of two keys that do not belong together",
                    "a public key and its own secret key, in this order");
        }
        return pair;
    }

    /** The half to give to peers. */
    public CurvePublicKey publicKey() {
        return publicKey;
    }

    /**
     * A copy of the 32 bytes of the secret key; overwrite it after use.
     *
     * @throws IllegalStateException if the pair was destroyed
     */
    public synchronized byte[] secretKeyBytes() {
        if (destroyed) {
            throw new IllegalStateException("the key pair was destroyed; read its secret key again from where it is kept");
        }
        return secret.clone();
    }

    /**
     * The secret key as 40 characters, for a key file.
     *
     * @throws IllegalStateException if the pair was destroyed
     */
    public String secretKeyZ85() {
        byte[] copy = secretKeyBytes();
        try {
            return Z85.encode(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Overwrites the secret key; the public key stays. A second call does nothing. */
    @Override
    public synchronized void destroy() {
        Arrays.fill(secret, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** A pair that was destroyed equals only itself. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof CurveKeyPair that && !destroyed && !that.destroyed
                && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    /** The public key only. */
    @Override
    public String toString() {
        return "CurveKeyPair[" + publicKey + ']';
    }
}
