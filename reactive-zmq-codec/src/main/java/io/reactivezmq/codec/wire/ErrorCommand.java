package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * ERROR: the handshake has failed, and why.
 *
 * <pre>
 *   05 "ERROR", reason length (1 byte), reason (visible ASCII)
 * </pre>
 *
 * @param reason when it came from a peer, safe to be logged
 */
public record ErrorCommand(String reason) {

    private static final int MAX_REASON_SIZE = 0xFF;
    /** Bytes of the largest body: the name with its length, and the reason with its own. */
    public static final int MAX_SIZE = 1 + 5 + 1 + MAX_REASON_SIZE;
    /** In the source of libzmq 4.3 PLAIN's prefix is {@code "\x05ERROR"}, in which C reads {@code \x05E} as one character. */
    private static final byte[] OF_LIBZMQ_PLAIN = {0x5E, 'R', 'R', 'O', 'R'};

    /**
     * Writes the complete frame.
     *
     * @param reason at most 255 bytes of ASCII
     */
    public static void encode(ByteBuf out, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        if (text.length > MAX_REASON_SIZE) {
            throw new IllegalArgumentException("a reason has at most " + MAX_REASON_SIZE + " bytes: " + text.length);
        }
        CommandFrame.start(out, CommandName.ERROR, 1 + text.length);
        out.writeByte(text.length).writeBytes(text);
    }

    /** The body as it was meant, if it is the ERROR that a PLAIN server of libzmq 4.3 sends; else the body as it is. */
    public static byte[] corrected(byte[] body) {
        int misspelled = OF_LIBZMQ_PLAIN.length;
        if (body.length < misspelled || !Arrays.equals(body, 0, misspelled, OF_LIBZMQ_PLAIN, 0, misspelled)) {
            return body;
        }
        int name = CommandName.ERROR.dataOffset();
        byte[] meant = new byte[name + body.length - misspelled];
        meant[0] = (byte) (name - 1);
        meant[1] = 'E';
        System.arraycopy(body, 1, meant, 2, body.length - 1);
        return meant;
    }

    /**
     * Reads a body.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the reason is shorter or longer than its length says
     */
    public static ErrorCommand decode(byte[] body) {
        byte[] data = CommandFrame.data(CommandName.ERROR, body);
        if (data.length == 0 || (data[0] & 0xFF) != data.length - 1) {
            throw ZmtpViolations.malformedCommand("the reason of ERROR has another length than announced");
        }
        return new ErrorCommand(SafeText.of(data, 1, data.length - 1));
    }
}
