package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.function.Consumer;

/**
 * Writes the messages and commands of one connection in the form that its peer understands. Buffers never grow: at most
 * {@link ByteBuf#writableBytes()} bytes are written. Not thread-safe.
 */
public interface TrafficEncoder {

    /** Whether a message has been begun and not been finished. */
    boolean isMidMessage();

    /** Bytes that a message takes on the wire. */
    long encodedSize(ZmqMessage message);

    /** Writes a message, if there is room for all of it, else nothing; the message before must have been finished. */
    boolean tryEncode(ZmqMessage message, ByteBuf out);

    /**
     * Begins a message that may be too large for the buffer; the one before must have been finished.
     *
     * @return true when the whole message was written, false when {@link #resume} has to go on in another buffer
     */
    boolean encode(ZmqMessage message, ByteBuf out);

    /** Goes on with the message begun; returns true when it is finished. */
    boolean resume(ByteBuf out);

    /**
     * Bytes that a command takes on the wire.
     *
     * @param plainSize bytes of its frame in plain ZMTP
     */
    int commandSize(int plainSize);

    /**
     * Writes a command, which is never cut: there has to be room for {@link #commandSize}.
     *
     * @param plain writes its frame in plain ZMTP
     */
    void encodeCommand(Consumer<ByteBuf> plain, ByteBuf out);
}
