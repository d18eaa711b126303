package io.reactivezmq.core.security;

import io.reactivezmq.core.error.ZmqOptionException;
import java.util.Arrays;

/**
 * Bytes as printable text, four bytes in five characters that need no quoting in source code, configuration files and most
 * shells: how ZeroMQ writes CURVE keys ({@code zmq_z85_encode}, {@code zmq_z85_decode}, RFC 32). A key of 32 bytes has 40 characters.
 *
 * <p>What is wrong with a text is said by position and never by quoting it, because it may be a secret.
 *
 * @see <a href="https://rfc.zeromq.org/spec/32/">RFC 32, Z85</a>
 */
public final class Z85 {

    private static final String ALPHABET =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int BASE = 85;
    private static final int GROUP = 5;
    private static final long MAX_GROUP = 0xFFFF_FFFFL;
    private static final int NONE = -1;
    private static final byte[] VALUES = values();

    private Z85() {
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) NONE);
        for (int i = 0; i < BASE; i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    /**
     * Five characters for each four bytes.
     *
     * @param bytes as many as are divisible by 4; none is the empty text
     * @throws ZmqOptionException if the number of bytes is not divisible by 4
     */
    public static String encode(byte[] bytes) {
        if (bytes.length % Integer.BYTES != 0) {
            throw new ZmqOptionException("Z85 input", bytes.length + " bytes", "a multiple of 4 bytes");
        }
        char[] text = new char[bytes.length / Integer.BYTES * GROUP];
        for (int in = 0, out = 0; in < bytes.length; in += Integer.BYTES, out += GROUP) {
            long group = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                group = group << Byte.SIZE | bytes[in + i] & 0xFF;
            }
            for (int i = GROUP - 1; i >= 0; i--) {
                text[out + i] = ALPHABET.charAt((int) (group % BASE));
                group /= BASE;
            }
        }
        return new String(text);
    }

    /**
     * Four bytes for each five characters.
     *
     * @param text at least 5 characters, as many as are divisible by 5
     * @throws ZmqOptionException if the text has another length, a character outside the alphabet, or five characters that
     *     stand for more than four bytes can hold
     */
    public static byte[] decode(String text) {
        int length = text.length();
        if (length == 0 || length % GROUP != 0) {
            throw new ZmqOptionException("Z85 text", length + " characters", "a multiple of 5 characters, at least 5");
        }
        byte[] bytes = new byte[length / GROUP * Integer.BYTES];
        for (int in = 0, out = 0; in < length; in += GROUP, out += Integer.BYTES) {
            long group = group(text, in);
            for (int i = Integer.BYTES - 1; i >= 0; i--) {
                bytes[out + i] = (byte) group;
                group >>>= Byte.SIZE;
            }
        }
        return bytes;
    }

    private static long group(String text, int start) {
        long group = 0;
        for (int i = start; i < start + GROUP; i++) {
            char character = text.charAt(i);
            int value = character < VALUES.length ? VALUES[character] : NONE;
            if (value == NONE) {
                throw new ZmqOptionException("Z85 text", "wrong at index " + i,
                        "digits, letters and the characters .-:+=^!/*?&<>()[]{}@%$# (RFC 32)");
            }
            group = group * BASE + value;
        }
        if (group > MAX_GROUP) {
            throw new ZmqOptionException("Z85 text", "too large in the five characters from index " + start,
                    "up to %nSc0 in each five characters, which stands for FF FF FF FF");
        }
        return group;
    }
}
