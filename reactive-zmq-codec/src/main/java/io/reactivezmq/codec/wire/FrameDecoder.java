package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes after a handshake into messages and commands (RFC 37, section "Framing").
 *
 * <pre>
 *   frame  = flags length body          flags: bit 0 MORE, bit 1 LARGE, bit 2 COMMAND (not in 2.0), all others 0
 *   length = 1 byte, or 8 bytes when LARGE (network order)
 *
 *            flags known        length known            body whole
 *   FLAGS ------------> LENGTH -------------> BODY ---------------> deliver, back to FLAGS
 *
 *   LENGTH_FIRST ------ header known ---------> BODY                in ZMTP 1.0, see {@link LengthFirstHeader}
 * </pre>
 *
 * <p>Input may be cut anywhere. Whatever is available is copied straight into the frame's own array, so there is no
 * cumulation buffer, and that array grows with the bytes that arrive, never with the length that was announced. Not
 * thread-safe; after an exception the decoder must not be used again.
 *
 * <p>{@link #wholeMessage} is a short cut for what nearly every read consists of, one-frame messages that lie in the input as a
 * whole; {@code FrameDecoderBenchmark} justifies it.
 */
public final class FrameDecoder implements TrafficDecoder {

    /** Up to this announced length the array is made at once: not more than the read buffer that each connection has. */
    static final int TRUSTED_LENGTH = 32 * 1024;

    private static final FrameAccess ACCESS = FrameAccess.get();
    private static final int NO_FLAGS = -1;
    /** In place of {@link #NO_FLAGS}, so that the short cut pays nothing for a version that hardly anybody speaks. */
    private static final int LENGTH_FIRST = -2;
    private static final int NONE = -1;
    private static final int SHORT_HEADER = 2;
    private static final int LONG_HEADER = 1 + Long.BYTES;
    private static final int MAX_SHORT_LENGTH = 0xFF;
    private static final byte[] NO_BODY = new byte[0];

    private final FrameLimits limits;
    private final MessageMetadata metadata;
    private final FrameSink sink;
    private final MessageAssembly assembly;
    private final int reserved;
    /** The value of {@link #flags} between two frames. */
    private final int betweenFrames;
    private final LengthFirstHeader lengthFirst = new LengthFirstHeader();

    private int flags;
    private int lengthBytesLeft;
    private long length;
    private byte @Nullable [] body;
    private int bodyRead;

    /** Decodes ZMTP 3. */
    public FrameDecoder(FrameLimits limits, FrameSink sink) {
        this(limits, ZmtpVersion.ZMTP_3_1, MessageMetadata.empty(), sink);
    }

    /** @param metadata of every message */
    public FrameDecoder(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata, FrameSink sink) {
        this.limits = limits;
        this.metadata = metadata;
        this.sink = sink;
        this.assembly = new MessageAssembly(limits, metadata);
        this.reserved = version.hasCommands() ? FrameFlags.RESERVED : FrameFlags.RESERVED | FrameFlags.COMMAND;
        this.betweenFrames = version.lengthComesFirst() ? LENGTH_FIRST : NO_FLAGS;
        this.flags = betweenFrames;
    }

    @Override
    public boolean decode(ByteBuf in) {
        while (true) {
            int whole = flags == NO_FLAGS && assembly.isEmpty() ? wholeMessage(in) : NONE;
            if (whole != NONE) {
                byte[] frame = new byte[whole];
                in.readBytes(frame);
                if (!sink.onMessage(ACCESS.wrap(frame, metadata))) {
                    return false;
                }
                continue;
            }
            if (!in.isReadable() && !bodyIsWhole()) {
                return true;
            }
            if (!step(in)) {
                return false;
            }
        }
    }

    /** Skips the header of a one-frame message that lies in the input as a whole, and returns its size; otherwise {@link #NONE}. */
    private int wholeMessage(ByteBuf in) {
        int readable = in.readableBytes();
        if (readable < SHORT_HEADER) {
            return NONE;
        }
        int start = in.readerIndex();
        int header = in.getUnsignedShort(start);
        if (header <= MAX_SHORT_LENGTH) {
            return skipHeader(in, start + SHORT_HEADER, header, readable - SHORT_HEADER);
        }
        if (header >>> Byte.SIZE == FrameFlags.LARGE && readable > LONG_HEADER) {
            return skipHeader(in, start + LONG_HEADER, in.getLong(start + 1), readable - LONG_HEADER);
        }
        return NONE;
    }

    private int skipHeader(ByteBuf in, int body, long size, int available) {
        if (size < 0 || size > available || size > limits.maxMessageSize()) {
            return NONE;
        }
        in.readerIndex(body);
        return (int) size;
    }

    @Override
    public boolean isMidMessage() {
        return flags != betweenFrames || !assembly.isEmpty() || lengthFirst.isMidHeader();
    }

    /** Bytes of unfinished frames that this decoder holds. */
    public long bufferedBytes() {
        return assembly.size() + bodyRead;
    }

    private boolean step(ByteBuf in) {
        if (flags == LENGTH_FIRST) {
            if (lengthFirst.read(in)) {
                flags = lengthFirst.flags();
                length = lengthFirst.bodyLength();
                beginBody();
            }
            return true;
        }
        if (flags == NO_FLAGS) {
            readFlags(in.readUnsignedByte());
            return true;
        }
        if (lengthBytesLeft > 0) {
            readLength(in);
            return true;
        }
        readBody(in);
        return !bodyIsWhole() || deliver();
    }

    private void readFlags(int value) {
        if ((value & reserved) != 0) {
            throw ZmtpViolations.reservedFlags(value);
        }
        if ((value & FrameFlags.COMMAND) != 0 && (value & FrameFlags.MORE) != 0) {
            throw ZmtpViolations.commandWithMore();
        }
        flags = value;
        length = 0;
        lengthBytesLeft = (value & FrameFlags.LARGE) != 0 ? Long.BYTES : 1;
    }

    private void readLength(ByteBuf in) {
        while (lengthBytesLeft > 0 && in.isReadable()) {
            length = length << 8 | in.readUnsignedByte();
            lengthBytesLeft--;
        }
        if (lengthBytesLeft == 0 && length == 0 && flags == FrameFlags.COMMAND) {
            // libzmq 4.3.4 forgets LARGE when it subscribes to a topic of 246 to 255 bytes (249 to 255 to cancel). No command is
            // empty, so what looks like the length of one is the first of eight bytes.
            flags |= FrameFlags.LARGE;
            lengthBytesLeft = Long.BYTES - 1;
        } else if (lengthBytesLeft == 0) {
            beginBody();
        }
    }

    private void beginBody() {
        checkLength();
        body = length == 0 ? NO_BODY : new byte[(int) Math.min(length, TRUSTED_LENGTH)];
        bodyRead = 0;
    }

    private void checkLength() {
        if (length < 0) {
            throw ZmtpViolations.negativeLength();
        }
        if ((flags & FrameFlags.COMMAND) != 0) {
            if (length > limits.maxCommandSize()) {
                throw ZmtpViolations.commandTooLarge(length, limits.maxCommandSize());
            }
            return;
        }
        assembly.announced(length);
    }

    private void readBody(ByteBuf in) {
        byte[] target = Objects.requireNonNull(body);
        int available = (int) Math.min(length - bodyRead, in.readableBytes());
        if (bodyRead + available > target.length) {
            // doubling what has been received: at most half of the array is not yet filled
            int capacity = (int) Math.min(length, Math.max((long) target.length * 2, (long) bodyRead + available));
            target = Arrays.copyOf(target, capacity);
            body = target;
        }
        in.readBytes(target, bodyRead, available);
        bodyRead += available;
    }

    private boolean bodyIsWhole() {
        return flags >= 0 && lengthBytesLeft == 0 && bodyRead == length;
    }

    /** Hands over the finished frame; returns whether the sink has room for another message. */
    private boolean deliver() {
        byte[] frame = Objects.requireNonNull(body);
        int kind = flags;
        flags = betweenFrames;
        body = null;
        bodyRead = 0;
        if ((kind & FrameFlags.COMMAND) != 0) {
            sink.onCommand(frame);
            return true;
        }
        ZmqMessage message = assembly.add(frame, (kind & FrameFlags.MORE) != 0);
        return message == null || sink.onMessage(message);
    }
}
