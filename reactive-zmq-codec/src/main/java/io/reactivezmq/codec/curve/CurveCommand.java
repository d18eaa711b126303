package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.FrameFlags;
import io.reactivezmq.codec.wire.ZmtpViolations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The commands of the handshake (RFC 26) and the places of their parts, counted from the beginning of the body.
 *
 * <pre>
 *   HELLO      0: 05 "HELLO"     6: 01 00   8: 72 zero bytes   80: C'   112: nonce   120: box of 64 zero bytes, C' to S
 *   WELCOME    0: 07 "WELCOME"   8: nonce (16)   24: box of S' and cookie, S to C'
 *   INITIATE   0: 08 "INITIATE"  9: cookie   105: nonce   113: box of C, vouch nonce, vouch and metadata, C' to S'
 *   READY      0: 05 "READY"     6: nonce   14: box of metadata, S' to C'
 *
 *   cookie = nonce (16), box of C' and s' with a key of the server          vouch = box of C' and S, C to S'
 * </pre>
 */
enum CurveCommand {

    HELLO(200, 200),
    WELCOME(168, 168),
    INITIATE(257, Integer.MAX_VALUE),
    READY(30, Integer.MAX_VALUE);

    static final int KEY = 32;

    /** 1.0, two bytes. */
    static final int VERSION = 0x0100;

    static final int HELLO_VERSION = 6;
    static final int HELLO_PADDING = 8;
    static final int HELLO_KEY = 80;
    static final int HELLO_NONCE = 112;
    static final int HELLO_BOX = 120;
    static final int HELLO_SIGNATURE_SIZE = 64;

    static final int WELCOME_NONCE = 8;
    static final int WELCOME_BOX = 24;
    static final int COOKIE_SIZE = 96;

    static final int INITIATE_COOKIE = 9;
    static final int INITIATE_NONCE = 105;
    static final int INITIATE_BOX = 113;
    // within the box of INITIATE
    static final int VOUCH_NONCE = 32;
    static final int VOUCH_BOX = 48;
    static final int VOUCH_BOX_SIZE = 80;
    static final int INITIATE_METADATA = 128;

    static final int READY_NONCE = 6;
    static final int READY_BOX = 14;

    private static final int MAX_SHORT_LENGTH = 0xFF;

    private final byte[] start;
    private final int minSize;
    private final int maxSize;

    CurveCommand(int minSize, int maxSize) {
        byte[] ascii = name().getBytes(StandardCharsets.US_ASCII);
        this.start = new byte[1 + ascii.length];
        this.start[0] = (byte) ascii.length;
        System.arraycopy(ascii, 0, this.start, 1, ascii.length);
        this.minSize = minSize;
        this.maxSize = maxSize;
    }

    /**
     * Refuses bodies that do not begin with this name, and those of another size than this command may have.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if it is to be refused
     */
    void require(byte[] body) {
        if (body.length < start.length || !Arrays.equals(body, 0, start.length, start, 0, start.length)) {
            throw ZmtpViolations.unexpectedCommand(body);
        }
        if (body.length < minSize || body.length > maxSize) {
            throw ZmtpViolations.malformedCommand(
                    name() + " has " + body.length + " bytes, not " + minSize + (maxSize > minSize ? " or more" : ""));
        }
    }

    /** Bytes of a body, the least if there is a choice. */
    int size() {
        return minSize;
    }

    /** Writes the header of the command frame and the name. */
    void start(ByteBuf out, int bodySize) {
        if (bodySize <= MAX_SHORT_LENGTH) {
            out.writeByte(FrameFlags.COMMAND).writeByte(bodySize);
        } else {
            out.writeByte(FrameFlags.COMMAND | FrameFlags.LARGE).writeLong(bodySize);
        }
        out.writeBytes(start);
    }
}
