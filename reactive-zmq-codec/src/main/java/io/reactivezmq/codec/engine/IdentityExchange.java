package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.wire.FrameDecoder;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.MessageEncoder;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * What follows the greeting with a peer of ZMTP 2.0 or 1.0: each side sends its identity as the first message, of one frame and
 * perhaps empty (RFC 15, RFC 13).
 *
 * <p>To a peer without versioned greeting our signature was the header of that frame, so only the body is left to be sent; and
 * what was taken for its greeting is the beginning of its frame.
 */
final class IdentityExchange implements FrameSink {

    private final FrameDecoder decoder;
    private byte @Nullable [] peerIdentity;

    /** @param out where this side's identity goes; grows as needed */
    IdentityExchange(HandshakeSettings settings, GreetingExchange greeting, ByteBuf out) {
        byte[] own = settings.announcedIdentity();
        if (greeting.isUnversioned()) {
            out.writeBytes(own);
        } else {
            out.ensureWritable(own.length + MessageEncoder.MAX_HEADER_SIZE);
            new MessageEncoder(greeting.version()).encode(ZmqMessage.wrap(own), out);
        }
        decoder = new FrameDecoder(
                new FrameLimits(settings.maxCommandSize(), 1, 0), greeting.version(), MessageMetadata.empty(), this);
        decoder.decode(Unpooled.wrappedBuffer(greeting.beginningOfIdentity()));
    }

    /** Returns whether the peer's identity has arrived; what follows it stays in the input. */
    boolean receive(ByteBuf in) {
        if (peerIdentity == null) {
            decoder.decode(in);
        }
        return peerIdentity != null;
    }

    /** Only after {@link #receive} returned true. */
    byte[] peerIdentity() {
        byte[] known = peerIdentity;
        if (known == null) {
            throw new IllegalStateException("the peer has not told its identity");
        }
        return known;
    }

    /** No room for a second one: the decoder stops. */
    @Override
    public boolean onMessage(ZmqMessage message) {
        peerIdentity = message.frame(0);
        return false;
    }

    @Override
    public void onCommand(byte[] body) {
        throw ZmtpViolations.unexpectedCommand(body);
    }
}
