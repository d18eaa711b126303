package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * HELLO of PLAIN: who the client says it is (RFC 24).
 *
 * <pre>
 *   05 "HELLO", name length (1 byte), name, password length (1 byte), password
 * </pre>
 *
 * @param user 0 to 255 bytes
 * @param password 0 to 255 bytes
 */
public record HelloCommand(byte[] user, byte[] password) {

    private static final int MAX_SIZE = 0xFF;

    /** Takes the arrays as they are: whoever overwrites the secret must reach all of it. */
    public HelloCommand {
        if (user.length > MAX_SIZE || password.length > MAX_SIZE) {
            throw new IllegalArgumentException("name and password have at most " + MAX_SIZE + " bytes each");
        }
    }

    /** Writes the complete frame. */
    public void encode(ByteBuf out) {
        CommandFrame.start(out, CommandName.HELLO, 2 + user.length + password.length);
        out.writeByte(user.length).writeBytes(user).writeByte(password.length).writeBytes(password);
    }

    /**
     * Reads a body.
     *
     * @throws io.reactivezmq.core.error.ZmqProtocolException if a length leads beyond the end, or leaves bytes over
     */
    public static HelloCommand decode(byte[] body) {
        if (CommandName.of(body) != CommandName.HELLO) {
            throw ZmtpViolations.unexpectedCommand(body);
        }
        int userEnd = textEnd(body, CommandName.HELLO.dataOffset());
        int passwordEnd = textEnd(body, userEnd);
        if (passwordEnd < body.length) {
            throw ZmtpViolations.malformedCommand((body.length - passwordEnd) + " bytes too many in HELLO");
        }
        return new HelloCommand(Arrays.copyOfRange(body, CommandName.HELLO.dataOffset() + 1, userEnd),
                Arrays.copyOfRange(body, userEnd + 1, passwordEnd));
    }

    /** Where a text with a length in front of it ends, which begins at this offset. */
    private static int textEnd(byte[] body, int start) {
        if (start >= body.length) {
            throw ZmtpViolations.malformedCommand("HELLO without password");
        }
        int end = start + 1 + (body[start] & 0xFF);
        if (end > body.length) {
            throw ZmtpViolations.malformedCommand("a text in HELLO ends " + (end - body.length) + " bytes behind it");
        }
        return end;
    }

    /** Overwrites the password. */
    public void wipe() {
        Arrays.fill(password, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HelloCommand that && Arrays.equals(user, that.user) && Arrays.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(user);
    }

    /** Nothing of either. */
    @Override
    public String toString() {
        return "HELLO";
    }
}
