package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * {@code escaped}: a TAB between frames, and escapes for what would be taken for something else. What is written is read back as
 * the same bytes: {@code \t \n \r \\}, and {@code \xNN} for every other control character and every byte that is not UTF-8. So no
 * message can end a line, or tell a terminal what to do.
 */
public final class EscapedCodec extends TabSeparatedCodec {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int HEX_DIGITS = 2;

    @Override
    byte[] frame(byte[] bytes, int from, int to) throws MalformedLineException {
        int i = from;
        while (i < to && bytes[i] != '\\') {
            i++;
        }
        return i == to ? Arrays.copyOfRange(bytes, from, to) : unescaped(bytes, from, to);
    }

    private static byte[] unescaped(byte[] bytes, int from, int to) throws MalformedLineException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(to - from);
        int i = from;
        while (i < to) {
            if (bytes[i] != '\\') {
                frame.write(bytes[i++]);
                continue;
            }
            int kind = i + 1 < to ? bytes[i + 1] : -1;
            frame.write(switch (kind) {
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case '\\' -> '\\';
                case 'x' -> hex(bytes, i + 2, to);
                default -> throw new MalformedLineException("a backslash begins \\t \\n \\r \\\\ or \\xNN, and here it does not; "
                        + "write \\\\ for a backslash, or use --input lines, which has no escapes");
            });
            i += kind == 'x' ? 2 + HEX_DIGITS : 2;
        }
        return frame.toByteArray();
    }

    private static int hex(byte[] bytes, int from, int to) throws MalformedLineException {
        int high = from < to ? Character.digit(bytes[from], 16) : -1;
        int low = from + 1 < to ? Character.digit(bytes[from + 1], 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedLineException("two hexadecimal digits belong behind \\x");
        }
        return high << 4 | low;
    }

    @Override
    void frame(ZmqMessage message, int index, LineBuffer out) {
        int start = out.append(message, index);
        int plain = plainUntil(out, start);
        if (plain < out.size()) {
            byte[] rest = Arrays.copyOfRange(out.array(), plain, out.size());
            out.truncate(plain);
            escape(rest, out);
        }
    }

    private static int plainUntil(LineBuffer out, int start) {
        byte[] bytes = out.array();
        int end = out.size();
        int i = start;
        while (i < end && bytes[i] >= ' ' && bytes[i] != '\\' && bytes[i] != 0x7F) {
            i++;
        }
        return i;
    }

    private static void escape(byte[] bytes, LineBuffer out) {
        int i = 0;
        while (i < bytes.length) {
            int length = Utf8.length(bytes, i, bytes.length);
            if (length > 1 && !isControl(bytes, i)) {
                out.write(bytes, i, length);
                i += length;
            } else {
                escape(bytes[i++], out);
            }
        }
    }

    /** U+0080 to U+009F, which some terminals obey. */
    private static boolean isControl(byte[] bytes, int index) {
        return bytes[index] == (byte) 0xC2 && (bytes[index + 1] & 0xFF) < 0xA0;
    }

    private static void escape(byte octet, LineBuffer out) {
        switch (octet) {
            case '\t' -> pair('t', out);
            case '\n' -> pair('n', out);
            case '\r' -> pair('r', out);
            case '\\' -> pair('\\', out);
            default -> {
                if (octet >= ' ' && octet != 0x7F) {
                    out.write(octet);
                } else {
                    pair('x', out);
                    out.write(HEX[octet >> 4 & 0xF]);
                    out.write(HEX[octet & 0xF]);
                }
            }
        }
    }

    private static void pair(char kind, LineBuffer out) {
        out.write('\\');
        out.write(kind);
    }
}
