package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.PingCommand;
import io.reactivezmq.codec.wire.PongCommand;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One PONG and one PING at most that wait for the channel to take them: a newer one replaces the one before. */
final class PendingHeartbeats {

    /** More bytes than either takes. */
    private static final int MAX_SIZE = 32;

    private static final int NO_PING = -1;
    private static final byte[] NO_CONTEXT = new byte[0];

    private byte @Nullable [] pongContext;
    private int pingTtl = NO_PING;

    void pong(byte[] context) {
        pongContext = context;
    }

    void ping(int ttlDeciseconds) {
        pingTtl = ttlDeciseconds;
    }

    boolean isEmpty() {
        return pongContext == null && pingTtl == NO_PING;
    }

    /** Writes what waits; nothing waits then. */
    void encode(CommandWriter writer) {
        byte[] context = pongContext;
        if (context != null) {
            pongContext = null;
            writer.write(MAX_SIZE, out -> PongCommand.encode(out, context));
        }
        int ttl = pingTtl;
        if (ttl != NO_PING) {
            pingTtl = NO_PING;
            writer.write(MAX_SIZE, out -> PingCommand.encode(out, ttl, NO_CONTEXT));
        }
    }

    /** Puts a command where the connection's messages are. */
    interface CommandWriter {
        void write(int plainSize, Consumer<ByteBuf> plain);
    }
}
