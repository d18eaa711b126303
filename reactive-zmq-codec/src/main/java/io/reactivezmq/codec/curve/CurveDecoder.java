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
import org.jspecify.annotations.Nullable;

/**
 * Opens what {@link CurveEncoder} describes. Whatever is announced is judged before anything is kept for it, and what is kept grows
 * with the bytes that arrive. A MESSAGE that lies in the input as a whole is opened by way of a shared array.
 *
 * <pre>
 *   FLAGS --00 or 02--> LENGTH --1 or 8 bytes--> MESSAGE --whole, opened--> deliver, back to FLAGS
 * </pre>
 */
final class CurveDecoder implements TrafficDecoder {

    private static final int NO_FLAGS = -1;
    private static final int LARGE = 2;
    private static final int SMALLEST_PARTIAL = 1024;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int RESERVED = ~(CurveEncoder.MORE | CurveEncoder.COMMAND);

    private final CurveTraffic traffic;
    private final FrameLimits limits;
    private final MessageAssembly assembly;
    private final FrameSink sink;

    private int flags = NO_FLAGS;
    private int lengthBytesLeft;
    private long length;
    /** A MESSAGE of which a part has arrived. */
    private byte @Nullable [] partial;
    private int partialSize;

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
        int size = (int) length;
        byte[] known = partial;
        if (known == null && in.readableBytes() >= size) {
            byte[] scratch = Scratch.of(size);
            in.readBytes(scratch, 0, size);
            return open(scratch, size);
        }
        int available = Math.min(size - partialSize, in.readableBytes());
        byte[] target = withRoom(known, partialSize + available, size);
        in.readBytes(target, partialSize, available);
        partialSize += available;
        partial = target;
        return partialSize < size || open(target, size);
    }

    /** Twice what is needed: at most half of the array is not yet filled, and what arrives in two or three parts is seldom copied. */
    private static byte[] withRoom(byte @Nullable [] current, int needed, int size) {
        if (current != null && needed <= current.length) {
            return current;
        }
        int capacity = (int) Math.min(size, Math.max(2L * needed, SMALLEST_PARTIAL));
        return current == null ? new byte[capacity] : Arrays.copyOf(current, capacity);
    }

    private boolean open(byte[] message, int size) {
        flags = NO_FLAGS;
        partial = null;
        partialSize = 0;
        byte[] payload = new byte[size - CurveTraffic.OVERHEAD];
        int inner = traffic.open(message, 0, size, payload);
        if ((inner & RESERVED) != 0) {
            throw ZmtpViolations.reservedFlags(inner);
        }
        if ((inner & CurveEncoder.COMMAND) != 0) {
            command(inner, payload);
            return true;
        }
        assembly.announced(payload.length);
        ZmqMessage whole = assembly.add(payload, (inner & CurveEncoder.MORE) != 0);
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
