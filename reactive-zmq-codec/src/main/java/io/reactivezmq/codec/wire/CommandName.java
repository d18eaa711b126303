package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The commands that this library understands, and how to find out which one a frame holds without allocating.
 *
 * <pre>
 *   command body = name length (1 byte), name, data
 * </pre>
 */
public enum CommandName {

    /** Ends the handshake and carries the sender's properties (RFC 37, section "The NULL Security Mechanism"). */
    READY,
    /** Ends the handshake with a reason (RFC 37, section "Security Handshake"). */
    ERROR,
    /** PLAIN: the client tells its name and password (RFC 24). */
    HELLO,
    /** PLAIN: the server lets the client in (RFC 24). */
    WELCOME,
    /** PLAIN: the client's properties (RFC 24). */
    INITIATE,
    /** Asks for a PONG (RFC 37, section "Connection Heartbeating"). */
    PING,
    /** Answers a PING. */
    PONG,
    /** Asks for the messages of a topic (RFC 37, section "The Publish-Subscribe Pattern"). */
    SUBSCRIBE,
    /** Takes one SUBSCRIBE back. */
    CANCEL,
    /** Any other name, no name, or a name that is longer than its frame. */
    UNKNOWN;

    private static final CommandName[] KNOWN = {SUBSCRIBE, CANCEL, PING, PONG, READY, ERROR, HELLO, WELCOME, INITIATE};

    /** The name as it starts a body: length byte, then ASCII. Two of them differ, so no known one is a prefix of another. */
    private final byte[] prefix;

    CommandName() {
        byte[] ascii = name().getBytes(StandardCharsets.US_ASCII);
        prefix = new byte[ascii.length + 1];
        prefix[0] = (byte) ascii.length;
        System.arraycopy(ascii, 0, prefix, 1, ascii.length);
    }

    /** Reads the name at the start of a command's body. */
    public static CommandName of(byte[] body) {
        for (CommandName known : KNOWN) {
            int size = known.prefix.length;
            if (body.length >= size && Arrays.equals(body, 0, size, known.prefix, 0, size)) {
                return known;
            }
        }
        return UNKNOWN;
    }

    /** Reads the name at the start of a command's body, which are the readable bytes; moves no index. */
    public static CommandName of(ByteBuf body) {
        for (CommandName known : KNOWN) {
            if (known.startsBody(body)) {
                return known;
            }
        }
        return UNKNOWN;
    }

    private boolean startsBody(ByteBuf body) {
        if (body.readableBytes() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (body.getByte(body.readerIndex() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the data begins in a body with this name; 0 for {@link #UNKNOWN}, of which nothing is known. */
    public int dataOffset() {
        return this == UNKNOWN ? 0 : prefix.length;
    }

    void write(ByteBuf out) {
        out.writeBytes(prefix);
    }
}
