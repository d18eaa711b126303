package io.reactivezmq.codec.netty;

import io.reactivezmq.codec.curve.CurveClientMechanism;
import io.reactivezmq.codec.curve.CurveCookies;
import io.reactivezmq.codec.curve.CurveServerMechanism;
import io.reactivezmq.codec.curve.CurveWarmUp;
import io.reactivezmq.codec.curve.crypto.RandomSource;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.mechanism.NullMechanism;
import io.reactivezmq.codec.mechanism.PlainClientMechanism;
import io.reactivezmq.codec.mechanism.PlainServerMechanism;
import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Security;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the mechanism of each connection. */
public final class MechanismFactory {

    private MechanismFactory() {
    }

    /** A new one, as the settings want it. */
    static Mechanism create(HandshakeSettings settings) {
        SecurityOptions options = settings.security();
        Metadata own = settings.metadata();
        int maxProperties = settings.maxProperties();
        Security security = options.mechanism();
        if (security instanceof Security.PlainClient client) {
            return new PlainClientMechanism(client, own, maxProperties);
        }
        if (security instanceof Security.PlainServer) {
            return new PlainServerMechanism(own, maxProperties);
        }
        if (security instanceof Security.CurveClient client) {
            return new CurveClientMechanism(client.serverKey(), client.keyPair(), own, maxProperties, Curve.RANDOM);
        }
        if (security instanceof Security.CurveServer server) {
            return new CurveServerMechanism(server.keyPair(), Curve.COOKIES, own, maxProperties, Curve.RANDOM);
        }
        // an authenticator that is never asked would be a trap
        boolean asks = !options.zapDomain().isEmpty() || options.authenticator() != null;
        return new NullMechanism(own, maxProperties, asks);
    }

    /**
     * Does what the first connection with these options would otherwise do on its event loop, which for CURVE takes a fifth of a
     * second: loading classes, seeding random numbers, a first pair of keys, the first boxes. On the thread of whoever sets the
     * options, once for each process.
     */
    public static void prepare(SecurityOptions options) {
        Security security = options.mechanism();
        if (security instanceof Security.CurveClient || security instanceof Security.CurveServer) {
            Curve.warmUp();
        }
    }

    /** Those that every {@link CurveServerMechanism} made here bakes and opens. */
    static CurveCookies cookies() {
        return Curve.COOKIES;
    }

    /**
     * What all CURVE connections of the process share; made when the first of them needs it, so that nobody else pays for it, and
     * nobody without CURVE needs BouncyCastle. A cookie is bound to its connection, so one key may serve all servers.
     */
    private static final class Curve {

        static final RandomSource RANDOM = RandomSource.secure();
        static final AtomicBoolean WARM = new AtomicBoolean();
        static final CurveCookies COOKIES = new CurveCookies(RANDOM, System::nanoTime, CurveCookies.LIFETIME);

        static void warmUp() {
            if (!WARM.getAndSet(true)) {
                CurveWarmUp.run(RANDOM);
            }
        }
    }
}
