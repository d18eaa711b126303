package io.reactivezmq.codec.netty;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.PingCommand;
import io.reactivezmq.codec.wire.PongCommand;
import org.jspecify.annotations.Nullable;

/** One PONG and one PING at most that wait for the channel to take them: a newer one replaces the one before. */
final class PendingHeartbeats {

    /** More bytes than both take. */
    static final int MAX_SIZE = 64;

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
    void encode(ByteBuf out) {
        if (pongContext != null) {
            PongCommand.encode(out, pongContext);
            pongContext = null;
        }
        if (pingTtl != NO_PING) {
            PingCommand.encode(out, pingTtl, NO_CONTEXT);
            pingTtl = NO_PING;
        }
    }
}
