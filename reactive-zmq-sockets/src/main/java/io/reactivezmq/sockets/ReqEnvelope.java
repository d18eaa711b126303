package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What REQ puts in front of a request and expects in front of the reply (RFC 28, libzmq's req.cpp): an empty frame, and
 * with ZMQ_REQ_CORRELATE four bytes before it that start anywhere and change with each request.
 */
final class ReqEnvelope {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] DELIMITER = new byte[0];

    private volatile boolean correlate;
    private int id = ThreadLocalRandom.current().nextInt();
    private volatile byte[] expected = DELIMITER;

    /** A new number for a new request, which carries it or not. */
    void next(boolean numbered) {
        correlate = numbered;
        expected = ByteBuffer.allocate(Integer.BYTES).putInt(++id).array();
    }

    /** Whether the newest request carries its number, and only the reply that does is its own. */
    boolean correlates() {
        return correlate;
    }

    ZmqMessage wrap(ZmqMessage body) {
        return correlate ? FRAMES.prepend(body, expected, DELIMITER) : FRAMES.prepend(body, DELIMITER);
    }

    /** The reply without its envelope, or null if that is not the one of the newest request. */
    @Nullable ZmqMessage unwrap(ZmqMessage reply) {
        int delimiter = correlate ? 1 : 0;
        if (reply.frameCount() <= delimiter + 1 || reply.frameSize(delimiter) != 0) {
            return null;
        }
        if (correlate && !Arrays.equals(FRAMES.frame(reply, 0), expected)) {
            return null;
        }
        return reply.withoutFirst(delimiter + 1);
    }
}
