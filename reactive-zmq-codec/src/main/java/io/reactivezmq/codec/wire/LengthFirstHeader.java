package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;

/**
 * Collects the header of a ZMTP 1.0 frame (RFC 13, section "Framing").
 *
 * <pre>
 *   length of flags and body: 1 byte, not FF; or FF and 8 bytes (network order)
 *   flags: bit 0 MORE, all others 0
 * </pre>
 */
final class LengthFirstHeader {

    private static final int LONG_FORM = 0xFF;

    private boolean begun;
    private int lengthBytesLeft;
    private long length;
    private int flags;

    /** Whether a header has begun and not ended. */
    boolean isMidHeader() {
        return begun;
    }

    /** Returns whether the header is whole; the next call begins another one. */
    boolean read(ByteBuf in) {
        if (!begun && in.isReadable()) {
            begun = true;
            int first = in.readUnsignedByte();
            length = first == LONG_FORM ? 0 : first;
            lengthBytesLeft = first == LONG_FORM ? Long.BYTES : 0;
        }
        while (lengthBytesLeft > 0 && in.isReadable()) {
            length = length << Byte.SIZE | in.readUnsignedByte();
            lengthBytesLeft--;
        }
        if (!begun || lengthBytesLeft > 0) {
            return false;
        }
        if (length == 0) {
            throw ZmtpViolations.malformedFrame("length 0, and it includes the flags");
        }
        if (!in.isReadable()) {
            return false;
        }
        readFlags(in.readUnsignedByte());
        return true;
    }

    private void readFlags(int octet) {
        if ((octet & ~FrameFlags.MORE) != 0) {
            throw ZmtpViolations.reservedFlags(octet);
        }
        flags = octet;
        begun = false;
    }

    /** Of the whole header: the bytes of the body; negative when the length has its highest bit set. */
    long bodyLength() {
        return length < 0 ? length : length - 1;
    }

    /** Of the whole header: 0 or {@link FrameFlags#MORE}. */
    int flags() {
        return flags;
    }
}
