package io.reactivezmq.core.message;

import io.reactivezmq.core.error.ZmqOptionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a ROUTER, REP or STREAM socket knows a peer: 1 to 255 bytes (RFC 28, "Request-Reply", and
 * {@code ZMQ_ROUTING_ID}). One that begins with a byte 0 was made up by the socket for a peer that announced none, and is
 * valid for as long as that peer is connected. Immutable; equal when the bytes are.
 */
public final class RoutingId {

    /** Bytes of the longest id. */
    public static final int MAX_SIZE = 255;

    private static final int SHOWN = 32;

    private final byte[] bytes;

    private RoutingId(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An id of a copy of these bytes.
     *
     * @throws ZmqOptionException if there are none, or more than 255
     */
    public static RoutingId of(byte[] bytes) {
        return new RoutingId(require(bytes.clone()));
    }

    /**
     * An id of the UTF-8 bytes of this text.
     *
     * @throws ZmqOptionException if there are none, or more than 255
     */
    public static RoutingId of(String text) {
        return new RoutingId(require(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** An id around this very array, which nobody may write to any more. */
    public static RoutingId wrap(byte[] bytes) {
        return new RoutingId(require(bytes));
    }

    private static byte[] require(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_SIZE) {
            throw new ZmqOptionException("routing id", bytes.length + " bytes", "1 to " + MAX_SIZE + " bytes");
        }
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Whether the socket made this id up, because the peer announced none. */
    public boolean isGenerated() {
        return bytes[0] == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoutingId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text, if all bytes are printable ASCII, else hexadecimal digits; a long id is cut. */
    @Override
    public String toString() {
        int shown = Math.min(bytes.length, SHOWN);
        for (byte octet : bytes) {
            if (octet < ' ' || octet > '~') {
                String hex = HexFormat.of().formatHex(bytes, 0, shown);
                return "0x" + (shown < bytes.length ? hex + "..." : hex);
            }
        }
        String text = new String(bytes, 0, shown, StandardCharsets.US_ASCII);
        return shown < bytes.length ? text + "..." : text;
    }
}
