package io.reactivezmq.core.security;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/** What a peer presents to be let in, by mechanism (RFC 27, section "Mechanism"). */
public sealed interface Credentials {

    /** NULL: nothing. */
    static Credentials none() {
        return None.INSTANCE;
    }

    /** The name of the mechanism: {@code NULL}, {@code PLAIN} or {@code CURVE}. */
    String mechanism();

    /** NULL: a peer that proves nothing; its address is all there is to judge by. */
    final class None implements Credentials {

        private static final None INSTANCE = new None();

        private None() {
        }

        @Override
        public String mechanism() {
            return "NULL";
        }

        @Override
        public String toString() {
            return "NULL";
        }
    }

    /**
     * PLAIN: a name and a password, each of 0 to 255 bytes that are usually UTF-8. The library overwrites both when the answer is
     * in or nobody waits for it any more, so take what is needed later out in time; what was destroyed is empty.
     */
    final class Plain implements Credentials, Destroyable {

        private byte[] user;
        private byte[] password;
        private boolean destroyed;

        /** Copies both. */
        public Plain(byte[] user, byte[] password) {
            this.user = user.clone();
            this.password = password.clone();
        }

        @Override
        public String mechanism() {
            return "PLAIN";
        }

        /** The name as UTF-8, malformed bytes replaced. */
        public synchronized String user() {
            return new String(user, StandardCharsets.UTF_8);
        }

        /** A copy of the name's bytes. */
        public synchronized byte[] userBytes() {
            return user.clone();
        }

        /** The password as UTF-8, malformed bytes replaced; a String stays in memory, the bytes can be overwritten. */
        public synchronized String password() {
            return new String(password, StandardCharsets.UTF_8);
        }

        /** A copy of the password's bytes; overwrite it after use. */
        public synchronized byte[] passwordBytes() {
            return password.clone();
        }

        @Override
        public synchronized void destroy() {
            Arrays.fill(password, (byte) 0);
            user = new byte[0];
            password = new byte[0];
            destroyed = true;
        }

        @Override
        public synchronized boolean isDestroyed() {
            return destroyed;
        }

        /** Nothing of either: the name may be a password typed into the wrong field. */
        @Override
        public String toString() {
            return "PLAIN";
        }
    }

    /**
     * CURVE: the peer's public key, of which it has proven that it owns the secret one.
     *
     * @param publicKey its long-term key
     */
    record Curve(CurvePublicKey publicKey) implements Credentials {

        @Override
        public String mechanism() {
            return "CURVE";
        }

        @Override
        public String toString() {
            return "CURVE " + publicKey;
        }
    }
}
