package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;

/**
 * WELCOME of PLAIN: the server has let the client in (RFC 24).
 *
 * <pre>
 *   07 "WELCOME"
 * </pre>
 */
public final class WelcomeCommand {

    private WelcomeCommand() {
    }

    /** Writes the complete frame. */
    public static void encode(ByteBuf out) {
        CommandFrame.start(out, CommandName.WELCOME, 0);
    }

    /**
     * Reads a body.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if there is anything behind the name
     */
    public static void decode(byte[] body) {
        int size = CommandFrame.data(CommandName.WELCOME, body).length;
        if (size > 0) {
            throw ZmtpViolations.malformedCommand(size + " bytes too many in WELCOME");
        }
    }
}
