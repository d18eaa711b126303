package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;

/**
 * READY: the last command of a handshake.
 *
 * <pre>
 *   05 "READY", properties
 * </pre>
 *
 * @param properties what the sender tells about itself
 */
public record ReadyCommand(Metadata properties) {

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, Metadata properties) {
        CommandFrame.start(out, CommandName.READY, properties.encodedSize());
        properties.encode(out);
    }

    /**
     * Reads a body.
     *
     * @param maxProperties properties accepted
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the list is malformed or too long
     */
    public static ReadyCommand decode(byte[] body, int maxProperties) {
        return new ReadyCommand(Metadata.decode(CommandFrame.data(CommandName.READY, body), maxProperties));
    }
}
