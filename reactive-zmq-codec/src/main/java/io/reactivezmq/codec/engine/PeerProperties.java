package io.reactivezmq.codec.engine;

import io.reactivezmq.codec.wire.Metadata;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.SocketType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges what a peer told about itself: is this a socket that ours may talk to, under a name it may have? */
final class PeerProperties {

    private static final byte[] NO_IDENTITY = new byte[0];

    private PeerProperties() {
    }

    /** A peer of ZMTP 3. */
    static ZmtpPeer check(Metadata properties, ZmtpVersion version, SocketType own) {
        SocketType type = socketType(properties);
        requireCompatible(own, type);
        byte[] identity = properties.value(Metadata.IDENTITY);
        return new ZmtpPeer(version, type, identity(identity, type), properties.asMap());
    }

    /**
     * A peer of an older version.
     *
     * @param type null if its version does not tell
     */
    static ZmtpPeer check(byte[] identity, @Nullable SocketType type, ZmtpVersion version, SocketType own) {
        if (type != null) {
            requireCompatible(own, type);
        }
        return new ZmtpPeer(version, type, identity(identity, type), Map.of());
    }

    private static void requireCompatible(SocketType own, SocketType type) {
        if (!own.accepts(type)) {
            throw ZmtpViolations.socketTypeMismatch(own, type);
        }
    }

    /**
     * libzmq lets a peer pass that does not tell its type. Without a type nobody can say whether the two may talk, and no
     * known implementation leaves it out, so it is refused.
     */
    private static SocketType socketType(Metadata properties) {
        byte[] name = properties.value(Metadata.SOCKET_TYPE);
        if (name == null) {
            throw ZmtpViolations.malformedMetadata("no " + Metadata.SOCKET_TYPE);
        }
        return SocketType.ofWireName(new String(name, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> ZmtpViolations.unknownSocketType(name));
    }

    /** On a type that has none it means nothing and is left alone. */
    private static byte[] identity(byte @Nullable [] identity, @Nullable SocketType type) {
        if (identity == null || type != null && !type.sendsIdentity()) {
            return NO_IDENTITY;
        }
        if (identity.length > HandshakeSettings.MAX_IDENTITY_SIZE) {
            throw ZmtpViolations.invalidIdentity(identity.length + " bytes, at most 255 are allowed");
        }
        if (identity.length > 0 && identity[0] == 0) {
            throw ZmtpViolations.invalidIdentity("it begins with 00, which is reserved for generated ones");
        }
        return identity;
    }
}
