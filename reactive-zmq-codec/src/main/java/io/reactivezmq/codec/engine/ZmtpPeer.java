package io.reactivezmq.codec.engine;

import io.reactivezmq.codec.wire.SafeText;
import io.reactivezmq.core.SocketType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is at the other end, as its greeting and its properties say.
 *
 * @param minorVersion 0 for ZMTP 3.0, 1 for ZMTP 3.1 and whatever comes after it
 * @param socketType a type that this side accepts
 * @param identity 0 to 255 bytes, the first not 0; empty if the peer sent none or has a type without
 * @param metadata all properties as they were sent, the two above included, in the order of the wire
 */
public record ZmtpPeer(int minorVersion, SocketType socketType, byte[] identity, Map<String, byte[]> metadata) {

    public ZmtpPeer {
        if (minorVersion < 0 || minorVersion > 1) {
            throw new IllegalArgumentException("ZMTP 3." + minorVersion + " is not known");
        }
        identity = identity.clone();
        metadata = copy(metadata);
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
        return minorVersion >= 1;
    }

    /** Whether PING may be sent; ZMTP 3.0 does not have it, though libzmq answers it there too. */
    public boolean understandsHeartbeats() {
        return minorVersion >= 1;
    }

    /** "3.0" or "3.1". */
    public String version() {
        return "3." + minorVersion;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZmtpPeer that && minorVersion == that.minorVersion && socketType == that.socketType
                && Arrays.equals(identity, that.identity) && comparable(metadata).equals(comparable(that.metadata));
    }

    @Override
    public int hashCode() {
        return 31 * socketType.hashCode() + Arrays.hashCode(identity);
    }

    private static Map<String, ByteBuffer> comparable(Map<String, byte[]> properties) {
        Map<String, ByteBuffer> comparable = new HashMap<>();
        properties.forEach((name, value) -> comparable.put(name, ByteBuffer.wrap(value)));
        return comparable;
    }

    @Override
    public String toString() {
        return socketType.wireName() + " peer, ZMTP " + version()
                + (identity.length == 0 ? "" : ", identity \"" + SafeText.of(identity) + '"');
    }

    private static Map<String, byte[]> copy(Map<String, byte[]> properties) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        properties.forEach((name, value) -> copy.put(name, value.clone()));
        return Collections.unmodifiableMap(copy);
    }
}
