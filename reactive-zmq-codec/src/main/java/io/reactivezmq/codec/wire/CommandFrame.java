package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The frame around a command (RFC 37, section "Framing").
 *
 * <pre>
 *   04, length (1 byte),  name length (1 byte), name, data      body up to 255 bytes
 *   06, length (8 bytes), name length (1 byte), name, data      longer
 * </pre>
 */
final class CommandFrame {

    private static final int MAX_SHORT_LENGTH = 0xFF;

    private CommandFrame() {
    }

    /** Bytes of the complete frame. */
    static int size(CommandName name, int dataSize) {
        int body = name.dataOffset() + dataSize;
        return body + (body <= MAX_SHORT_LENGTH ? 2 : 1 + Long.BYTES);
    }

    /** Writes everything in front of the data. */
    static void start(ByteBuf out, CommandName name, int dataSize) {
        int body = name.dataOffset() + dataSize;
        if (body <= MAX_SHORT_LENGTH) {
            out.writeByte(FrameFlags.COMMAND).writeByte(body);
        } else {
            out.writeByte(FrameFlags.COMMAND | FrameFlags.LARGE).writeLong(body);
        }
        name.write(out);
    }

    /** The data of a body that begins with this name. */
    static byte[] data(CommandName name, byte[] body) {
        if (CommandName.of(body) != name) {
            throw ZmtpViolations.unexpectedCommand(body);
        }
        return Arrays.copyOfRange(body, name.dataOffset(), body.length);
    }
}
