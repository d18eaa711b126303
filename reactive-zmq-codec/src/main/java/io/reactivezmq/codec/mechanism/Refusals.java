package io.reactivezmq.codec.mechanism;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.ErrorCommand;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.security.ZapReply;

/** What a peer is told when it is not let in: the bare status, and of a temporary failure nothing, as libzmq has it. */
public final class Refusals {

    private Refusals() {
    }

    /** Writes a complete ERROR frame, or nothing. */
    public static void encode(ZapReply reply, ByteBuf out) {
        if (reply.refusal().isPresent() && reply.refusal().get() != SecurityFailure.TEMPORARY_FAILURE) {
            ErrorCommand.encode(out, Integer.toString(reply.statusCode()));
        }
    }
}
