package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.HexFormat;

/** {@code hex}: two digits a byte, a TAB between frames; blanks between digits are ignored. */
public final class HexCodec implements MessageCodec {

    private static final HexFormat HEX = HexFormat.of();

    @Override
    public ZmqMessage decode(byte[] bytes, int from, int to) throws MalformedLineException {
        int count = 1;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\t') {
                count++;
            }
        }
        byte[][] frames = new byte[count][];
        int start = from;
        for (int i = 0; i < count; i++) {
            int end = start;
            while (end < to && bytes[end] != '\t') {
                end++;
            }
            frames[i] = frame(bytes, start, end);
            start = end + 1;
        }
        return ZmqMessage.wrap(frames);
    }

    private static byte[] frame(byte[] bytes, int from, int to) throws MalformedLineException {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char digit = (char) (bytes[i] & 0xFF);
            if (HexFormat.isHexDigit(digit)) {
                digits.append(digit);
            } else if (digit != ' ' && digit != '\r') {
                throw new MalformedLineException("something that is no hexadecimal digit stands at column "
                        + (i - from + 1) + " of a frame");
            }
        }
        if (digits.length() % 2 != 0) {
            throw new MalformedLineException("a frame has " + digits.length() + " hexadecimal digits; a byte has two");
        }
        return HEX.parseHex(digits);
    }

    @Override
    public void encode(ZmqMessage message, LineBuffer out) {
        for (int i = 0; i < message.frameCount(); i++) {
            if (i > 0) {
                out.write('\t');
            }
            for (int position = 0; position < message.frameSize(i); position++) {
                byte octet = message.frameByte(i, position);
                out.write(HEX.toHighHexDigit(octet));
                out.write(HEX.toLowHexDigit(octet));
            }
        }
        out.write('\n');
    }
}
