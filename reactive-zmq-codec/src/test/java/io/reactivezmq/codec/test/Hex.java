package io.reactivezmq.codec.test;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as tests write them: hex digits in any grouping, {@code 'text'} for ASCII, {@code 00*8} for repetition.
 *
 * <pre>
 *   Hex.bytes("FF 00*8 7F")        Hex.bytes("04 06 05 'READY'")        Hex.bytes("00000006 'DEALER'")
 * </pre>
 */
public final class Hex {

    private static final Pattern TOKEN = Pattern.compile("(?:'([^']*)'|((?:[0-9A-Fa-f]{2})+))(?:\\*(\\d+))?(?:\\s+|$)");

    private Hex() {
    }

    /** The bytes of all parts, one behind the other. */
    public static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            Matcher token = TOKEN.matcher(part.strip());
            int end = 0;
            while (token.find() && token.start() == end) {
                end = token.end();
                append(bytes, token);
            }
            if (end < part.strip().length()) {
                throw new IllegalArgumentException("not hex from character " + end + " on: " + part.strip());
            }
        }
        return bytes.toByteArray();
    }

    private static void append(ByteArrayOutputStream bytes, Matcher token) {
        byte[] once = token.group(1) != null
                ? token.group(1).getBytes(StandardCharsets.US_ASCII)
                : java.util.HexFormat.of().parseHex(token.group(2));
        int times = token.group(3) == null ? 1 : Integer.parseInt(token.group(3));
        for (int i = 0; i < times; i++) {
            bytes.writeBytes(once);
        }
    }

    /** Arrays one behind the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** "04 06 05 52"; the inverse of {@link #bytes}. */
    public static String of(byte[] bytes) {
        return java.util.HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /** The readable bytes; moves no index and releases nothing. */
    public static byte[] copy(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }

    /** The readable bytes of a buffer that the caller owns; releases it. */
    public static byte[] take(ByteBuf buffer) {
        try {
            return copy(buffer);
        } finally {
            buffer.release();
        }
    }
}
