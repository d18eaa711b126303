package io.reactivezmq.codec.mechanism;

import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.security.Security;

/** Makes the mechanism of each connection of a socket. */
public final class MechanismFactory {

    private MechanismFactory() {
    }

    /**
     * A new one.
     *
     * @param own what this side tells about itself
     * @param maxProperties properties accepted from the peer
     */
    public static Mechanism create(SecurityOptions options, Metadata own, int maxProperties) {
        Security security = options.mechanism();
        if (security instanceof Security.PlainClient client) {
            return new PlainClientMechanism(client, own, maxProperties);
        }
        if (security instanceof Security.PlainServer) {
            return new PlainServerMechanism(own, maxProperties);
        }
        if (security instanceof Security.None) {
            // an authenticator that is never asked would be a trap
            boolean asks = !options.zapDomain().isEmpty() || options.authenticator() != null;
            return new NullMechanism(own, maxProperties, asks);
        }
        throw new UnsupportedOperationException(security.mechanism() + " is not available in this version");
    }
}
