package io.reactivezmq.codec.engine;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.wire.FrameFlags;
import io.reactivezmq.codec.wire.ZmtpViolations;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the command frames of a handshake one by one and refuses every other frame.
 *
 * <pre>
 *   FLAGS --one byte--> LENGTH --1 or 8 bytes--> BODY --whole--> returned, back to FLAGS
 * </pre>
 *
 * <p>The announced size is checked before anything is kept, and the memory held follows the bytes that arrived.
 */
final class CommandReader {

    private static final int NO_FLAGS = -1;

    private int flags = NO_FLAGS;
    private int lengthBytesLeft;
    private long length;
    private byte @Nullable [] body;
    private int bodyRead;

    /** Whether a command has begun and not ended. */
    boolean isMidCommand() {
        return flags != NO_FLAGS;
    }

    /**
     * The next command's body, or null if the input ends before it does; never reads beyond that command.
     *
     * @param maxSize bytes that the body may have, if its length is read in this call
     */
    byte @Nullable [] read(ByteBuf in, int maxSize) {
        if (flags == NO_FLAGS) {
            if (!in.isReadable()) {
                return null;
            }
            readFlags(in.readUnsignedByte());
        }
        return lengthBytesLeft > 0 && !readLength(in, maxSize) ? null : readBody(in);
    }

    private void readFlags(int octet) {
        if ((octet & FrameFlags.RESERVED) != 0) {
            throw ZmtpViolations.reservedFlags(octet);
        }
        if ((octet & FrameFlags.COMMAND) == 0) {
            throw ZmtpViolations.messageDuringHandshake();
        }
        if ((octet & FrameFlags.MORE) != 0) {
            throw ZmtpViolations.commandWithMore();
        }
        flags = octet;
        length = 0;
        lengthBytesLeft = (octet & FrameFlags.LARGE) == 0 ? 1 : Long.BYTES;
    }

    private boolean readLength(ByteBuf in, int maxSize) {
        while (lengthBytesLeft > 0 && in.isReadable()) {
            length = length << Byte.SIZE | in.readUnsignedByte();
            lengthBytesLeft--;
        }
        if (lengthBytesLeft > 0) {
            return false;
        }
        if (length < 0) {
            throw ZmtpViolations.negativeLength();
        }
        if (length > maxSize) {
            throw ZmtpViolations.handshakeTooLarge(length, maxSize);
        }
        return true;
    }

    private byte @Nullable [] readBody(ByteBuf in) {
        int size = (int) length;
        int available = Math.min(size - bodyRead, in.readableBytes());
        byte[] target = withRoomFor(bodyRead + available, size);
        in.readBytes(target, bodyRead, available);
        bodyRead += available;
        if (bodyRead < size) {
            body = target;
            return null;
        }
        flags = NO_FLAGS;
        body = null;
        bodyRead = 0;
        return target;
    }

    /** Doubles, so that single bytes do not cost a copy each; exactly the announced size once all of it is there. */
    private byte[] withRoomFor(int needed, int size) {
        byte[] current = body == null ? new byte[0] : body;
        if (needed <= current.length) {
            return current;
        }
        byte[] larger = Arrays.copyOf(current, (int) Math.min(size, Math.max(needed, 2L * current.length)));
        Arrays.fill(current, (byte) 0); // may hold half a password
        return larger;
    }

    /** Overwrites what has come of a command that is not waited for any more. */
    void destroy() {
        if (body != null) {
            Arrays.fill(body, (byte) 0);
        }
    }
}
