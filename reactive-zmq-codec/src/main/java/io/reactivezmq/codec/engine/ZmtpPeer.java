package io.reactivezmq.codec.engine;

import io.reactivezmq.codec.wire.SafeText;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.MessageMetadata;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, as its greeting and its properties say.
 *
 * @param version what both sides speak
 * @param socketType a type that this side accepts; null if the peer sent no versioned greeting, as in ZMTP 1.0
 * @param identity 0 to 255 bytes, the first not 0; empty if the peer sent none or has a type without
 * @param metadata all properties as they were sent, the two above included, in the order of the wire; none before ZMTP 3.0
 * @param authenticated what the authentication found out, not the peer's word; empty if nobody was asked
 */
public record ZmtpPeer(ZmtpVersion version, @Nullable SocketType socketType, byte[] identity, Map<String, byte[]> metadata,
        MessageMetadata authenticated) {

    public ZmtpPeer {
        identity = identity.clone();
        metadata = copy(metadata);
    }

    /** One that nobody was asked about. */
    public ZmtpPeer(ZmtpVersion version, @Nullable SocketType socketType, byte[] identity, Map<String, byte[]> metadata) {
        this(version, socketType, identity, metadata, MessageMetadata.empty());
    }

    ZmtpPeer authenticated(MessageMetadata found) {
        return new ZmtpPeer(version, socketType, identity, metadata, found);
    }

    @Override
    public byte[] identity() {
        return identity.clone();
    }

    /** A copy: unmodifiable, with values of its own. */
    @Override
    public Map<String, byte[]> metadata() {
        return copy(metadata);
    }

    /** Whether SUBSCRIBE and CANCEL may be sent as commands; an older peer takes them as messages (RFC 37). */
    public boolean understandsSubscriptionCommands() {
        return version.hasTrafficCommands();
    }

    /** Whether PING may be sent; ZMTP 3.0 does not have it, though libzmq answers it there too. */
    public boolean understandsHeartbeats() {
        return version.hasTrafficCommands();
    }

    /**
     * Whether a subscriber tells its topics. One without versioned greeting (libzmq 2.x) does not: it expects every message and
     * filters for itself.
     */
    public boolean forwardsSubscriptions() {
        return socketType != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZmtpPeer that && version == that.version && socketType == that.socketType
                && Arrays.equals(identity, that.identity) && comparable(metadata).equals(comparable(that.metadata))
                && authenticated.equals(that.authenticated);
    }

    @Override
    public int hashCode() {
        return 31 * version.hashCode() + Arrays.hashCode(identity);
    }

    private static Map<String, ByteBuffer> comparable(Map<String, byte[]> properties) {
        Map<String, ByteBuffer> comparable = new HashMap<>();
        properties.forEach((name, value) -> comparable.put(name, ByteBuffer.wrap(value)));
        return comparable;
    }

    @Override
    public String toString() {
        return (socketType == null ? "" : socketType.wireName() + ' ') + "peer, " + version
                + (identity.length == 0 ? "" : ", identity \"" + SafeText.of(identity) + '"');
    }

    private static Map<String, byte[]> copy(Map<String, byte[]> properties) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        properties.forEach((name, value) -> copy.put(name, value.clone()));
        return Collections.unmodifiableMap(copy);
    }
}
