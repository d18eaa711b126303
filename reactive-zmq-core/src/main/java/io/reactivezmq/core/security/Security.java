package io.reactivezmq.core.security;

import io.reactivezmq.core.error.ZmqOptionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * How a socket and its peers prove who they are: the mechanism of ZMTP, and which of its two roles the socket has. Both sides
 * need the same mechanism and different roles; who binds and who connects does not matter. Immutable; prints no secret.
 *
 * <pre>{@code
 * zmq.rep(o -> o.security(s -> s.mechanism(Security.plainServer()).authenticator(Authenticator.plain(passwords))));
 * zmq.req(o -> o.security(Security.plain("alice", secret)));
 * }</pre>
 *
 * <p>Over inproc there is no handshake and so no security, as in libzmq: what runs in one context is trusted.
 */
public sealed interface Security {

    /** {@code ZMQ_NULL}: nobody proves anything, and everything can be read on the way (RFC 37). The default. */
    static Security none() {
        return None.INSTANCE;
    }

    /**
     * {@code ZMQ_PLAIN_USERNAME} and {@code ZMQ_PLAIN_PASSWORD}: this side tells its name and password (RFC 24). Both are sent as
     * they are and everything can be read on the way, so use it where the network is trusted.
     *
     * @param user 1 to 255 bytes of UTF-8
     * @param password 1 to 255 bytes of UTF-8
     * @throws ZmqOptionException (EINVAL) outside these bounds, as in libzmq
     */
    static Security plain(String user, String password) {
        return new PlainClient(user, password);
    }

    /**
     * {@code ZMQ_PLAIN_SERVER}: peers tell name and password, and the {@link Authenticator} decides (RFC 24). Without one, and
     * without a ZAP handler, nobody is let in.
     */
    static Security plainServer() {
        return PlainServer.INSTANCE;
    }

    /**
     * {@code ZMQ_CURVE_SERVERKEY}, {@code ZMQ_CURVE_PUBLICKEY} and {@code ZMQ_CURVE_SECRETKEY}: talks to nobody but the owner of
     * the server's key, encrypted (RFC 26).
     *
     * @param serverKey the server's public key, got over a way that is trusted
     * @throws ZmqOptionException (EINVAL) if the server's key is all zero or another point of low order, which belongs to nobody
     */
    static Security curve(CurvePublicKey serverKey, CurveKeyPair own) {
        return new CurveClient(serverKey, own);
    }

    /**
     * {@code ZMQ_CURVE_SERVER} and {@code ZMQ_CURVE_SECRETKEY}: peers have to know this side's public key, and the
     * {@link Authenticator} decides about theirs (RFC 26). Without one, and without a ZAP handler, any key is good enough.
     * That is libzmq's rule, and it holds at each handshake anew: when a ZAP handler is closed, those who come afterwards get in
     * with any key. Where nobody may get in unasked, set an authenticator, or a domain and
     * {@link io.reactivezmq.core.options.SecurityOptions.Builder#enforceZapDomain(boolean)}.
     */
    static Security curveServer(CurveKeyPair own) {
        return new CurveServer(own);
    }

    /** The name of the mechanism on the wire: {@code NULL}, {@code PLAIN} or {@code CURVE} ({@code ZMQ_MECHANISM}). */
    String mechanism();

    /** Whether this side is the one that lets peers in; false for {@link #none()}, which has no roles. */
    boolean isServer();

    /** {@link #none()}. */
    final class None implements Security {

        private static final None INSTANCE = new None();

        private None() {
        }

        @Override
        public String mechanism() {
            return "NULL";
        }

        @Override
        public boolean isServer() {
            return false;
        }

        @Override
        public String toString() {
            return "NULL";
        }
    }

    /**
     * {@link #plain}.
     *
     * @param user 1 to 255 bytes of UTF-8
     * @param password 1 to 255 bytes of UTF-8
     */
    record PlainClient(String user, String password) implements Security {

        private static final int MAX_SIZE = 255;

        /** Checks both. */
        public PlainClient {
            require("user name", user);
            require("password", password);
        }

        private static void require(String what, String text) {
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size < 1 || size > MAX_SIZE) {
                throw new ZmqOptionException("PLAIN " + what, size + " bytes", "1 to " + MAX_SIZE + " bytes of UTF-8");
            }
        }

        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public boolean isServer() {
            return false;
        }

        /** The user's name only. */
        @Override
        public String toString() {
            return "PLAIN client " + user;
        }
    }

    /** {@link #plainServer}. */
    final class PlainServer implements Security {

        private static final PlainServer INSTANCE = new PlainServer();

        private PlainServer() {
        }

        @Override
        public String mechanism() {
            return "PLAIN";
        }

        @Override
        public boolean isServer() {
            return true;
        }

        @Override
        public String toString() {
            return "PLAIN server";
        }
    }

    /**
     * {@link #curve}.
     *
     * @param serverKey whom to talk to
     * @param keyPair who this side is
     */
    record CurveClient(CurvePublicKey serverKey, CurveKeyPair keyPair) implements Security {

        /** Checks the server's key. */
        public CurveClient {
            Objects.requireNonNull(keyPair, "keyPair");
            if (LowOrderKeys.contains(serverKey)) {
                boolean zero = Arrays.equals(serverKey.bytes(), new byte[CurvePublicKey.SIZE]);
                throw new ZmqOptionException("CURVE server key", zero ? "all zero" : "a point of low order, " + serverKey,
                        "the public key that the server was configured with");
            }
        }

        @Override
        public String mechanism() {
            return "CURVE";
        }

        @Override
        public boolean isServer() {
            return false;
        }

        /** The public keys only. */
        @Override
        public String toString() {
            return "CURVE client " + keyPair.publicKey() + " of server " + serverKey;
        }
    }

    /**
     * {@link #curveServer}.
     *
     * @param keyPair who this side is
     */
    record CurveServer(CurveKeyPair keyPair) implements Security {

        /** Checks that there is one. */
        public CurveServer {
            Objects.requireNonNull(keyPair, "keyPair");
        }

        @Override
        public String mechanism() {
            return "CURVE";
        }

        @Override
        public boolean isServer() {
            return true;
        }

        /** The public key only. */
        @Override
        public String toString() {
            return "CURVE server " + keyPair.publicKey();
        }
    }
}
