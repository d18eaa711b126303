package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PING: the peer wants a PONG with the same context.
 *
 * <pre>
 *   04 "PING", TTL in tenths of a second (2 bytes), context (0 to 16 bytes)
 * </pre>
 *
 * @param ttlDeciseconds after this long without traffic the sender may be taken for dead, 0 to 65535; 0 is never
 * @param context at most 16 bytes; of a longer one the first 16
 */
public record PingCommand(int ttlDeciseconds, byte[] context) {

    /** Bytes of a context that a peer has to send back. */
    public static final int MAX_CONTEXT_SIZE = 16;

    private static final int MAX_TTL = 0xFFFF;

    public PingCommand {
        if (ttlDeciseconds < 0 || ttlDeciseconds > MAX_TTL) {
            throw new IllegalArgumentException("a TTL has 0 to " + MAX_TTL + " tenths of a second: " + ttlDeciseconds);
        }
        context = Arrays.copyOf(context, Math.min(context.length, MAX_CONTEXT_SIZE));
    }

    @Override
    public byte[] context() {
        return context.clone();
    }

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, int ttlDeciseconds, byte[] context) {
        PingCommand ping = new PingCommand(ttlDeciseconds, context);
        CommandFrame.start(out, CommandName.PING, Short.BYTES + ping.context.length);
        out.writeShort(ping.ttlDeciseconds).writeBytes(ping.context);
    }

    /**
     * Reads a body.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if there is no room for the TTL, which libzmq would over-read
     */
    public static PingCommand decode(byte[] body) {
        byte[] data = CommandFrame.data(CommandName.PING, body);
        if (data.length < Short.BYTES) {
            throw ZmtpViolations.malformedCommand("PING without TTL");
        }
        int ttl = ByteBuffer.wrap(data).getShort() & MAX_TTL;
        return new PingCommand(ttl, Arrays.copyOfRange(data, Short.BYTES, data.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PingCommand that
                && ttlDeciseconds == that.ttlDeciseconds && Arrays.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return 31 * ttlDeciseconds + Arrays.hashCode(context);
    }

    @Override
    public String toString() {
        return "PING[ttl=" + ttlDeciseconds + ", context=" + SafeText.of(context) + ']';
    }
}
