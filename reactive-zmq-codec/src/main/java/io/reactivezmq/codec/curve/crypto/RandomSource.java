package io.reactivezmq.codec.curve.crypto;

/**
 * Where keys and nonces come from; {@code SecureRandom::nextBytes} outside of tests, of a kind that does not block. Called on the
 * event loops of all connections that share it, so it has to be thread-safe.
 */
@FunctionalInterface
public interface RandomSource {

    /** Fills the array with bytes that nobody can predict. */
    void nextBytes(byte[] bytes);
}
