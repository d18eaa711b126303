package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

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
