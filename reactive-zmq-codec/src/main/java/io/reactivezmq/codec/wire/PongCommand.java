package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * PONG: the answer to a PING.
 *
 * <pre>
 *   04 "PONG", context (0 to 16 bytes)
 * </pre>
 *
 * @param context that of the PING; at most 16 bytes, of a longer one the first 16
 */
public record PongCommand(byte[] context) {

    public PongCommand {
        context = Arrays.copyOf(context, Math.min(context.length, PingCommand.MAX_CONTEXT_SIZE));
    }

    @Override
    public byte[] context() {
        return context.clone();
    }

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, byte[] context) {
        int size = Math.min(context.length, PingCommand.MAX_CONTEXT_SIZE);
        CommandFrame.start(out, CommandName.PONG, size);
        out.writeBytes(context, 0, size);
    }

    /** Reads a body. */
    public static PongCommand decode(byte[] body) {
        return new PongCommand(CommandFrame.data(CommandName.PONG, body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PongCommand that && Arrays.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(context);
    }

    @Override
    public String toString() {
        return "PONG[context=" + SafeText.of(context) + ']';
    }
}
