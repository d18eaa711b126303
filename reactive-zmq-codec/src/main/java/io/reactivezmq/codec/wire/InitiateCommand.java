package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;

/**
 * INITIATE of PLAIN: the client's properties (RFC 24).
 *
 * <pre>
 *   08 "INITIATE", properties
 * </pre>
 *
 * @param properties what the sender tells about itself
 */
public record InitiateCommand(Metadata properties) {

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, Metadata properties) {
        CommandFrame.start(out, CommandName.INITIATE, properties.encodedSize());
        properties.encode(out);
    }

    /**
     * Reads a body.
     *
     * @param maxProperties properties accepted
     * @throws io.reactivezmq.core.error.ZmqProtocolException if the list is malformed or too long
     */
    public static InitiateCommand decode(byte[] body, int maxProperties) {
        return new InitiateCommand(Metadata.decode(CommandFrame.data(CommandName.INITIATE, body), maxProperties));
    }
}
