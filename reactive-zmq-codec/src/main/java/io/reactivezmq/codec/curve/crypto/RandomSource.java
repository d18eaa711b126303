package io.reactivezmq.codec.curve.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Where keys and nonces come from. Called on the event loops of all connections that share it, so it has to be thread-safe and must
 * not block.
 */
@FunctionalInterface
public interface RandomSource {

    /** Fills the array with bytes that nobody can predict. */
    void nextBytes(byte[] bytes);

    /**
     * A generator of this process (NIST SP 800-90A), seeded by the system here and now. The JDK's usual one would read
     * {@code /dev/urandom} on the event loop. Where the JDK has no such generator, it is the usual one.
     */
    static RandomSource secure() {
        SecureRandom random;
        try {
            random = SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException reducedRuntime) {
            random = new SecureRandom();
        }
        random.nextBytes(new byte[1]); // seeds it
        return random::nextBytes;
    }
}
