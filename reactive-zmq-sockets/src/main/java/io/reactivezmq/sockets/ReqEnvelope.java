package io.reactivezmq.sockets;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What REQ puts in front of one request and expects in front of its reply (RFC 28, libzmq's req.cpp): an empty frame, and with
 * ZMQ_REQ_CORRELATE a number of four bytes before it. Immutable.
 */
final class ReqEnvelope {

    /** Without a number. */
    static final ReqEnvelope PLAIN = new ReqEnvelope(null);

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] DELIMITER = new byte[0];

    private final byte @Nullable [] number;

    private ReqEnvelope(byte @Nullable [] number) {
        this.number = number;
    }

    static ReqEnvelope numbered(int number) {
        return new ReqEnvelope(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    /** Whether the number tells a reply to this request from one to another. */
    boolean isNumbered() {
        return number != null;
    }

    ZmqMessage wrap(ZmqMessage body) {
        return number == null ? FRAMES.prepend(body, DELIMITER) : FRAMES.prepend(body, number, DELIMITER);
    }

    /** The reply without its envelope, or null if that is another one. */
    @Nullable ZmqMessage unwrap(ZmqMessage reply) {
        int delimiter = number == null ? 0 : 1;
        if (reply.frameCount() <= delimiter + 1 || reply.frameSize(delimiter) != 0) {
            return null;
        }
        if (number != null && !Arrays.equals(FRAMES.frame(reply, 0), number)) {
            return null;
        }
        return reply.withoutFirst(delimiter + 1);
    }
}
