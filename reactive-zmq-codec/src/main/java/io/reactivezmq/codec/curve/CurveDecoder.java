package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.codec.wire.FrameSink;
import io.reactivezmq.codec.wire.MessageAssembly;
import io.reactivezmq.codec.wire.TrafficDecoder;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.Arrays;

/**
 * Opens what {@link CurveEncoder} describes. Whatever is announced is judged before anything is kept for it. A payload is read into
 * the array that will be handed over, which grows with the bytes that arrive, and opened there once it is whole and genuine.
 *
 * <pre>
 *   FLAGS --00 or 02--> LENGTH --1 or 8 bytes--> HEAD --33 bytes--> PAYLOAD --whole, opened--> deliver, back to FLAGS
 * </pre>
 */
final class CurveDecoder implements TrafficDecoder {

    private static final int NO_FLAGS = -1;
    private static final int LARGE = 2;
    /** Up to this announced length the array is made at once, as without encryption. */
    private static final int TRUSTED_LENGTH = 32 * 1024;
    private static final byte[] NO_PAYLOAD = new byte[0];
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int RESERVED = ~(CurveEncoder.MORE | CurveEncoder.COMMAND);

    private final CurveTraffic traffic;
    private final FrameLimits limits;
    private final MessageAssembly assembly;
    private final FrameSink sink;

    private int flags = NO_FLAGS;
    private int lengthBytesLeft;
    private long length;
    /** What stands in front of the payload: name, nonce, authenticator and flags. */
    private final byte[] head = new byte[CurveTraffic.OVERHEAD];
    private int headRead;
    /** A payload of which a part has arrived. */
    private byte[] payload = NO_PAYLOAD;
    private int payloadRead;

    /** @param metadata of every message */
    CurveDecoder(CurveTraffic traffic, FrameLimits limits, MessageMetadata metadata, FrameSink sink) {
        this.traffic = traffic;
        this.limits = limits;
        this.assembly = new MessageAssembly(limits, metadata);
        this.sink = sink;
    }

    @Override
    public boolean isMidMessage() {
        return flags != NO_FLAGS || !assembly.isEmpty();
    }

    @Override
    public boolean decode(ByteBuf in) {
        while (in.isReadable()) {
            if (flags == NO_FLAGS) {
                readFlags(in.readUnsignedByte());
            } else if (lengthBytesLeft > 0) {
                readLength(in);
            } else if (!readMessage(in)) {
                return false;
            }
        }
        return true;
    }

    private void readFlags(int value) {
        if (value != 0 && value != LARGE) {
            throw ZmtpViolations.reservedFlags(value); // MORE and COMMAND are inside
        }
        flags = value;
        length = 0;
        lengthBytesLeft = value == LARGE ? Long.BYTES : 1;
    }

    private void readLength(ByteBuf in) {
        while (lengthBytesLeft > 0 && in.isReadable()) {
            length = length << Byte.SIZE | in.readUnsignedByte();
            lengthBytesLeft--;
        }
        if (lengthBytesLeft > 0) {
            return;
        }
        if (length < 0) {
            throw ZmtpViolations.negativeLength();
        }
        if (length < CurveTraffic.OVERHEAD) {
            throw ZmtpViolations.malformedCommand("MESSAGE of " + length + " bytes");
        }
        long payload = length - CurveTraffic.OVERHEAD;
        if (length > LARGEST_ARRAY) {
            throw ZmtpViolations.messageTooLarge(payload, Math.min(limits.maxMessageSize(), LARGEST_ARRAY - CurveTraffic.OVERHEAD));
        }
        if (payload > limits.maxCommandSize()) {
            assembly.announced(payload); // as a command it would be too large anyway
        }
    }

    /** Returns whether there is room for more. */
    private boolean readMessage(ByteBuf in) {
        if (headRead < head.length) {
            int available = Math.min(head.length - headRead, in.readableBytes());
            in.readBytes(head, headRead, available);
            headRead += available;
            if (headRead < head.length) {
                return true;
            }
        }
        int size = (int) length - CurveTraffic.OVERHEAD;
        int available = Math.min(size - payloadRead, in.readableBytes());
        if (available > 0) {
            makeRoom(payloadRead + available, size);
            in.readBytes(payload, payloadRead, available);
            payloadRead += available;
        }
        return payloadRead < size || open();
    }

    /** Doubles what has arrived: at most half of the array is not yet filled. In the end it has the size of the payload. */
    private void makeRoom(int needed, int size) {
        if (needed > payload.length) {
            int capacity = (int) Math.min(size, Math.max(TRUSTED_LENGTH, Math.max(2L * payload.length, needed)));
            payload = payloadRead == 0 ? new byte[capacity] : Arrays.copyOf(payload, capacity);
        }
    }

    private boolean open() {
        byte[] opened = payload;
        flags = NO_FLAGS;
        headRead = 0;
        payload = NO_PAYLOAD;
        payloadRead = 0;
        int inner = traffic.open(head, opened);
        if ((inner & RESERVED) != 0) {
            throw ZmtpViolations.reservedFlags(inner);
        }
        if ((inner & CurveEncoder.COMMAND) != 0) {
            command(inner, opened);
            return true;
        }
        assembly.announced(opened.length);
        ZmqMessage whole = assembly.add(opened, (inner & CurveEncoder.MORE) != 0);
        return whole == null || sink.onMessage(whole);
    }

    private void command(int inner, byte[] body) {
        if ((inner & CurveEncoder.MORE) != 0) {
            throw ZmtpViolations.commandWithMore();
        }
        if (body.length > limits.maxCommandSize()) {
            throw ZmtpViolations.commandTooLarge(body.length, limits.maxCommandSize());
        }
        sink.onCommand(body);
    }
}
