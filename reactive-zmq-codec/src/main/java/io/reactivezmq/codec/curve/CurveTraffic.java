package io.reactivezmq.codec.curve;

import io.reactivezmq.codec.curve.crypto.SecretBox;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.TrafficCoding;
import io.reactivezmq.codec.wire.TrafficDecoder;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.codec.wire.ZmtpVersion;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.message.MessageMetadata;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Both directions of an established CURVE connection (RFC 26, "MESSAGE"). Not thread-safe.
 *
 * <pre>
 *   offset  0   07 "MESSAGE"
 *           8   the last 8 bytes of the nonce
 *          16   box: authenticator (16), flags (1), payload
 * </pre>
 *
 * <p>Nonces of a direction only grow. The one of a received message counts from the moment when its box has opened: whoever alters
 * bytes on the way ends the connection and changes nothing else.
 */
public final class CurveTraffic implements TrafficCoding {

    /** Bytes that a MESSAGE is longer than its payload. */
    public static final int OVERHEAD = 16 + SecretBox.OVERHEAD + 1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** 07 "MESSAGE" */
    private static final long NAME = 0x074D_4553_5341_4745L;
    private static final int NONCE_OFFSET = Long.BYTES;
    private static final int BOX_OFFSET = 2 * Long.BYTES;
    private static final long LAST_NONCE = -1;

    private final SecretBox sealing;
    private final SecretBox opening;
    private long sent;
    private long received;

    /**
     * @param sent the last nonce that this side used, unsigned
     * @param received the last nonce of the peer, unsigned
     */
    CurveTraffic(SecretBox sealing, long sent, SecretBox opening, long received) {
        this.sealing = sealing;
        this.sent = sent;
        this.opening = opening;
        this.received = received;
    }

    /**
     * Writes a MESSAGE.
     *
     * @param out takes {@link #OVERHEAD} bytes more than the payload
     * @throws io.reactivezmq.core.error.ZmqProtocolException if all nonces are used up, after 2^64 messages
     */
    void seal(int flags, byte[] payload, int offset, int length, byte[] out, int outOffset) {
        if (sent == LAST_NONCE) {
            throw ZmtpViolations.invalidSequence("no nonce is left on this side");
        }
        sent++;
        LONG.set(out, outOffset, NAME);
        LONG.set(out, outOffset + NONCE_OFFSET, sent);
        sealing.seal(sent, (byte) flags, payload, offset, length, out, outOffset + BOX_OFFSET);
    }

    /**
     * Opens a MESSAGE.
     *
     * @param head its first {@link #OVERHEAD} bytes
     * @param payload what follows them, sealed before and readable afterwards
     * @return the flags, 0 to 255
     * @throws io.reactivezmq.core.error.ZmqProtocolException if it is none, repeats or falls behind another, or was altered
     */
    int open(byte[] head, byte[] payload) {
        if ((long) LONG.get(head, 0) != NAME) {
            throw ZmtpViolations.malformedCommand("no MESSAGE, where CURVE allows nothing else");
        }
        long nonce = (long) LONG.get(head, NONCE_OFFSET);
        if (Long.compareUnsigned(nonce, received) <= 0) {
            throw ZmtpViolations.invalidSequence("a message was repeated or comes too late");
        }
        int flags = opening.open(nonce, head, BOX_OFFSET, payload, 0, payload.length);
        if (flags == SecretBox.FORGED) {
            throw ZmtpViolations.cryptographic("of a message");
        }
        received = nonce;
        return flags;
    }

    @Override
    public TrafficEncoder encoder(ZmtpVersion version) {
        return new CurveEncoder(this);
    }

    @Override
    public TrafficDecoder decoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink) {
        return new CurveDecoder(this, limits, metadata, sink);
    }

    @Override
    public void destroy() {
        sealing.destroy();
        opening.destroy();
    }
}
