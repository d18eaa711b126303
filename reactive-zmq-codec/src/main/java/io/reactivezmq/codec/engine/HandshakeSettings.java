package io.reactivezmq.codec.engine;

import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.options.ProtocolOptions;
import io.reactivezmq.core.options.SecurityOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What this side tells about itself, and what a peer may cost before it is trusted.
 *
 * @param socketType the type of this side's socket
 * @param identity this side's routing id, 0 to 255 bytes, the first not 0; sent where the socket type has one
 * @param maxCommandSize bytes of one command during the handshake, at least 1
 * @param maxProperties properties in the peer's metadata, at least 1
 * @param protocol which old versions are served, and what else is told
 * @param security how both sides prove who they are
 */
public record HandshakeSettings(SocketType socketType, byte[] identity, int maxCommandSize, int maxProperties,
        ProtocolOptions protocol, SecurityOptions security) {

    static final int MAX_IDENTITY_SIZE = 255;

    public HandshakeSettings {
        if (identity.length > MAX_IDENTITY_SIZE) {
            throw new IllegalArgumentException("an identity has at most 255 bytes: " + identity.length);
        }
        if (identity.length > 0 && identity[0] == 0) {
            throw new IllegalArgumentException("an identity that begins with 00 is reserved for generated ones");
        }
        if (maxCommandSize < 1 || maxProperties < 1) {
            throw new IllegalArgumentException("limits must be positive: " + maxCommandSize + ", " + maxProperties);
        }
        identity = identity.clone();
    }

    /** With the defaults of the protocol, without security. */
    public HandshakeSettings(SocketType socketType, byte[] identity, int maxCommandSize, int maxProperties) {
        this(socketType, identity, maxCommandSize, maxProperties, ProtocolOptions.defaults(), SecurityOptions.defaults());
    }

    @Override
    public byte[] identity() {
        return identity.clone();
    }

    /** What a ZMTP 1.0 or 2.0 peer is told: the identity where the type has one, else nothing. */
    byte[] announcedIdentity() {
        return socketType.sendsIdentity() ? identity() : new byte[0];
    }

    /**
     * The properties to send, in the order of libzmq: the socket type, the identity where the type has one, and those of the
     * application.
     */
    public Metadata metadata() {
        Metadata all = Metadata.empty()
                .with(Metadata.SOCKET_TYPE, socketType.wireName().getBytes(StandardCharsets.US_ASCII));
        if (socketType.sendsIdentity()) {
            all = all.with(Metadata.IDENTITY, identity);
        }
        for (Map.Entry<String, String> property : protocol.metadata().entrySet()) {
            all = all.with(property.getKey(), property.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HandshakeSettings that && socketType == that.socketType
                && Arrays.equals(identity, that.identity)
                && maxCommandSize == that.maxCommandSize && maxProperties == that.maxProperties
                && protocol.equals(that.protocol) && security.equals(that.security);
    }

    @Override
    public int hashCode() {
        return 31 * socketType.hashCode() + Arrays.hashCode(identity);
    }
}
