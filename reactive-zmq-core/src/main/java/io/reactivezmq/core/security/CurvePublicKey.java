package io.reactivezmq.core.security;

import io.reactivezmq.core.error.ZmqOptionException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a CURVE key pair ({@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SERVERKEY}): 32 bytes, or 40 characters
 * of {@link Z85}. It is no secret. Immutable; equal when the bytes are.
 */
public final class CurvePublicKey {

    /** Bytes of a key. */
    public static final int SIZE = 32;

    /** Characters of a key in Z85. */
    public static final int TEXT_LENGTH = 40;

    private final byte[] bytes;

    private CurvePublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key of a copy of these bytes.
     *
     * @throws ZmqOptionException if they are not 32
     */
    public static CurvePublicKey of(byte[] bytes) {
        return new CurvePublicKey(KeyText.require("CURVE public key", bytes).clone());
    }

    /**
     * The key that these 40 characters of Z85 stand for.
     *
     * @throws ZmqOptionException if they are not 40, or no Z85
     */
    public static CurvePublicKey of(String z85) {
        return new CurvePublicKey(KeyText.decode("CURVE public key", z85));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key as 40 characters. */
    public String z85() {
        return Z85.encode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CurvePublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The key as 40 characters. */
    @Override
    public String toString() {
        return z85();
    }
}
