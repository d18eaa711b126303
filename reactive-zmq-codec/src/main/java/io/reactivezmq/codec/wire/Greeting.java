package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.core.SocketType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 64 bytes with which a ZMTP 3 connection begins (RFC 37, section "Greeting").
 *
 * <pre>
 *   offset  size
 *        0    10   signature: FF, 8 bytes of padding, 7F
 *       10     1   major version, 03
 *       11     1   minor version, 00 for ZMTP 3.0 and 01 for ZMTP 3.1
 *       12    20   mechanism: upper case ASCII, padded with zeros
 *       32     1   as-server
 *       33    31   filler, zeros
 * </pre>
 *
 * <p>A ZMTP 2.0 greeting has the same ten bytes, then 01, then the number of the socket type, and ends there. RFC 13 has no
 * greeting.
 *
 * <p>It is written in three pieces, each when the peer has earned it, because older peers would read the rest as frames.
 */
public final class Greeting {

    public static final int SIZE = 64;

    public static final int SIGNATURE_START = 0xFF;
    public static final int SIGNATURE_END = 0x7F;
    public static final int SIGNATURE_END_OFFSET = 9;

    public static final int MAJOR = 3;
    public static final int MAJOR_OFFSET = 10;
    public static final int MINOR = 1;
    public static final int MINOR_OFFSET = 11;

    public static final int MECHANISM_OFFSET = 12;
    public static final int MECHANISM_SIZE = 20;

    private static final int FILLER_SIZE = 31;

    private Greeting() {
    }

    /**
     * Bytes 0 to 9, sent at once.
     *
     * @param padding bytes 1 to 8, without meaning from ZMTP 2.0 on; a peer of ZMTP 1.0 reads the signature as the header of a
     *     frame, and these as its length
     */
    public static void encodeSignature(ByteBuf out, long padding) {
        out.writeByte(SIGNATURE_START).writeLong(padding).writeByte(SIGNATURE_END);
    }

    /** Byte 10, sent to a peer whose signature is that of ZMTP 2.0 or later. */
    public static void encodeMajor(ByteBuf out) {
        out.writeByte(MAJOR);
    }

    /** Bytes 11 and last, sent to a peer of ZMTP 2.0 (RFC 15, section "Framing"). */
    public static void encodeSocketType(ByteBuf out, SocketType type) {
        out.writeByte(type.code());
    }

    /** Bytes 11 to 63, sent to a peer of ZMTP 3.0 or later. */
    public static void encodeRest(ByteBuf out, String mechanism, boolean asServer) {
        out.writeByte(MINOR).writeBytes(mechanismField(mechanism)).writeBoolean(asServer).writeZero(FILLER_SIZE);
    }

    /**
     * The mechanism's 20 bytes.
     *
     * @param mechanism 1 to 20 characters of ASCII
     */
    public static byte[] mechanismField(String mechanism) {
        byte[] name = mechanism.getBytes(StandardCharsets.US_ASCII);
        if (name.length == 0 || name.length > MECHANISM_SIZE) {
            throw new IllegalArgumentException("a mechanism's name has 1 to " + MECHANISM_SIZE + " bytes: " + mechanism);
        }
        return Arrays.copyOf(name, MECHANISM_SIZE);
    }
}
