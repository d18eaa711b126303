package io.reactivezmq.codec.curve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.wire.TrafficEncoder;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes each frame, and each command, as a MESSAGE of CURVE: a message frame without flags, the real ones are sealed (RFC 26;
 * libzmq's curve_mechanism_base.cpp). A box can only be sent when all of it is sealed, so a frame that is larger than the buffers
 * waits as a whole, sealed, until the last byte is out.
 */
final class CurveEncoder implements TrafficEncoder {

    static final int MORE = 1;
    static final int COMMAND = 2;

    private static final FrameAccess ACCESS = FrameAccess.get();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MAX_SHORT_LENGTH = 0xFF;
    private static final int SHORT_HEADER = 2;
    private static final int LONG_HEADER = 1 + Long.BYTES;
    private static final int MAX_PAYLOAD = Integer.MAX_VALUE - 8 - LONG_HEADER - CurveTraffic.OVERHEAD;
    private static final byte LARGE = 2;
    /** Flags and length in front of a command's body, which is short or not. */
    private static final int COMMAND_IS_LARGE = 2;

    private final CurveTraffic traffic;
    private @Nullable ZmqMessage message;
    private int frameIndex;
    /** A sealed frame, header included, of which a part has been written. */
    private byte @Nullable [] sealed;
    private int sealedSize;
    private int sealedWritten;

    CurveEncoder(CurveTraffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public boolean isMidMessage() {
        return message != null;
    }

    @Override
    public long encodedSize(ZmqMessage message) {
        long size = 0;
        for (int i = 0; i < message.frameCount(); i++) {
            size += frameSize(message.frameSize(i));
        }
        return size;
    }

    /** @throws ZmqConnectionException if no array could hold the frame once it is sealed */
    private static long frameSize(int payload) {
        if (payload > MAX_PAYLOAD) {
            throw new ZmqConnectionException(ErrorCode.EMSGSIZE,
                    "a frame of " + payload + " bytes cannot be sealed; with CURVE a frame has at most " + MAX_PAYLOAD);
        }
        long body = (long) payload + CurveTraffic.OVERHEAD;
        return body + (body <= MAX_SHORT_LENGTH ? SHORT_HEADER : LONG_HEADER);
    }

    @Override
    public boolean tryEncode(ZmqMessage next, ByteBuf out) {
        if (encodedSize(next) > out.writableBytes()) {
            return false;
        }
        int last = next.frameCount() - 1;
        for (int i = 0; i <= last; i++) {
            byte[] frame = ACCESS.frame(next, i);
            writeWhole(i < last ? MORE : 0, frame, (int) frameSize(frame.length), out);
        }
        return true;
    }

    @Override
    public boolean encode(ZmqMessage next, ByteBuf out) {
        encodedSize(next); // throws before anything is begun
        message = next;
        frameIndex = 0;
        return resume(out);
    }

    @Override
    public boolean resume(ByteBuf out) {
        ZmqMessage current = message;
        if (current == null) {
            return true;
        }
        int last = current.frameCount() - 1;
        while (frameIndex <= last) {
            if (!writeFrame(ACCESS.frame(current, frameIndex), frameIndex < last ? MORE : 0, out)) {
                return false;
            }
            sealed = null;
            frameIndex++;
        }
        message = null;
        return true;
    }

    private boolean writeFrame(byte[] frame, int flags, ByteBuf out) {
        byte[] bytes = sealed;
        if (bytes == null) {
            sealedSize = (int) frameSize(frame.length);
            if (sealedSize <= out.writableBytes()) {
                writeWhole(flags, frame, sealedSize, out);
                return true;
            }
            sealedWritten = 0;
            bytes = new byte[sealedSize]; // survives this call
            seal(flags, frame, bytes, sealedSize);
            sealed = bytes;
        }
        int size = Math.min(sealedSize - sealedWritten, out.writableBytes());
        out.writeBytes(bytes, sealedWritten, size);
        sealedWritten += size;
        return sealedWritten == sealedSize;
    }

    private void writeWhole(int flags, byte[] payload, int size, ByteBuf out) {
        byte[] scratch = Scratch.of(size);
        seal(flags, payload, scratch, size);
        out.writeBytes(scratch, 0, size);
    }

    /** Header and MESSAGE from the beginning of the array on. */
    private void seal(int flags, byte[] payload, byte[] out, int size) {
        int body = payload.length + CurveTraffic.OVERHEAD;
        int header = size - body;
        if (header == SHORT_HEADER) {
            out[0] = 0;
            out[1] = (byte) body;
        } else {
            out[0] = LARGE;
            LONG.set(out, 1, (long) body);
        }
        traffic.seal(flags, payload, 0, payload.length, out, header);
    }

    @Override
    public int commandSize(int plainSize) {
        return (int) frameSize(plainSize);
    }

    @Override
    public void encodeCommand(Consumer<ByteBuf> plain, ByteBuf out) {
        byte[] body = body(plain);
        writeWhole(COMMAND, body, (int) frameSize(body.length), out);
    }

    private static byte[] body(Consumer<ByteBuf> plain) {
        ByteBuf buffer = Unpooled.buffer();
        try {
            plain.accept(buffer);
            boolean large = (buffer.getByte(buffer.readerIndex()) & COMMAND_IS_LARGE) != 0;
            buffer.skipBytes(large ? LONG_HEADER : SHORT_HEADER);
            byte[] body = new byte[buffer.readableBytes()];
            buffer.readBytes(body);
            return body;
        } finally {
            buffer.release();
        }
    }
}
