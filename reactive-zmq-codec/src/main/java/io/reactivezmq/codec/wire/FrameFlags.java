package io.reactivezmq.codec.wire;

/**
 * The first byte of a frame (RFC 37, section "Framing").
 *
 * <pre>
 *   7 6 5 4 3     2        1      0
 *   reserved, 0   COMMAND  LARGE  MORE
 * </pre>
 */
public final class FrameFlags {

    /** Another frame of the same message follows; never together with {@link #COMMAND}. */
    public static final int MORE = 0x01;

    /** The length takes eight bytes instead of one. */
    public static final int LARGE = 0x02;

    /** The body is a command, not part of a message. */
    public static final int COMMAND = 0x04;

    /** Must be zero. */
    public static final int RESERVED = 0xF8;

    private FrameFlags() {
    }
}
