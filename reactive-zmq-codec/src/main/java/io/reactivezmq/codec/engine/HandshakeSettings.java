package io.reactivezmq.codec.engine;

import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.core.SocketType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What this side tells about itself, and what a peer may cost before it is trusted.
 *
 * @param socketType the type of this side's socket
 * @param identity this side's routing id, 0 to 255 bytes, the first not 0; sent where the socket type has one
 * @param maxCommandSize bytes of one command during the handshake, at least 1
 * @param maxProperties properties in the peer's metadata, at least 1
 */
public record HandshakeSettings(SocketType socketType, byte[] identity, int maxCommandSize, int maxProperties) {

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

    @Override
    public byte[] identity() {
        return identity.clone();
    }

    /** The properties to send, in the order of libzmq: the socket type, and the identity where the type has one. */
    public Metadata metadata() {
        Metadata type = Metadata.empty()
                .with(Metadata.SOCKET_TYPE, socketType.wireName().getBytes(StandardCharsets.US_ASCII));
        return socketType.sendsIdentity() ? type.with(Metadata.IDENTITY, identity) : type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HandshakeSettings that && socketType == that.socketType
                && Arrays.equals(identity, that.identity)
                && maxCommandSize == that.maxCommandSize && maxProperties == that.maxProperties;
    }

    @Override
    public int hashCode() {
        return 31 * socketType.hashCode() + Arrays.hashCode(identity);
    }
}
