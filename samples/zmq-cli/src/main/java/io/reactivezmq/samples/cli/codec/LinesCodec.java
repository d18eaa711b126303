package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * {@code lines}: a TAB between frames, and escapes for what would be taken for something else. What is written is read back as
 * the same bytes: {@code \t \n \r \\}, and {@code \xNN} for every other control character and every byte that is not UTF-8. So no
 * message can end a line, or tell a terminal what to do.
 */
public final class LinesCodec implements MessageCodec {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int HEX_DIGITS = 2;

    @Override
    public ZmqMessage decode(byte[] bytes, int from, int to) throws MalformedLineException {
        int count = 1;
        boolean escapes = false;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\t') {
                count++;
            } else if (bytes[i] == '\\') {
                escapes = true;
            }
        }
        byte[][] frames = new byte[count][];
        int start = from;
        for (int i = 0; i < count; i++) {
            int end = start;
            while (end < to && bytes[end] != '\t') {
                end++;
            }
            frames[i] = escapes ? unescaped(bytes, start, end) : Arrays.copyOfRange(bytes, start, end);
            start = end + 1;
        }
        return count == 1 ? ZmqMessage.wrap(frames[0]) : ZmqMessage.wrap(frames);
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
                        + "write \\\\ for a backslash, or use --input text, which has no escapes");
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
    public void encode(ZmqMessage message, LineBuffer out) {
        for (int i = 0; i < message.frameCount(); i++) {
            if (i > 0) {
                out.write('\t');
            }
            int start = out.append(message, i);
            int plain = plainUntil(out, start);
            if (plain < out.size()) {
                byte[] rest = Arrays.copyOfRange(out.array(), plain, out.size());
                out.truncate(plain);
                escape(rest, out);
            }
        }
        out.write('\n');
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
