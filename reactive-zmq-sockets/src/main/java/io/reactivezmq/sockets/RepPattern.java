package io.reactivezmq.sockets;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Pipe;
import org.jspecify.annotations.Nullable;

/**
 * REP is a ROUTER that keeps the envelope (RFC 28, libzmq's rep.cpp): all frames up to the first empty one go back in front
 * of the reply. It has its own names for peers, so two of the same identity get both their answers.
 */
final class RepPattern extends RouterPattern {

    RepPattern(SocketSetup setup) {
        super(setup);
    }

    @Override
    @Nullable RoutingId announced(PeerConnection connection) {
        return null;
    }

    /** Its own names are of no use to anybody else. */
    @Override
    void knownAs(Pipe pipe, @Nullable RoutingId id) {
    }

    @Override
    boolean isAcceptable(ZmqMessage message) {
        return delimiter(message) >= 0;
    }

    /** The index of the first empty frame that has another behind it, or -1. */
    static int delimiter(ZmqMessage message) {
        for (int i = 0; i < message.frameCount() - 1; i++) {
            if (message.frameSize(i) == 0) {
                return i;
            }
        }
        return -1;
    }
}
