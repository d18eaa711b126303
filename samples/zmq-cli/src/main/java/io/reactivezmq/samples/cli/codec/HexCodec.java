package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.HexFormat;

/** {@code hex}: two digits a byte, a TAB between frames; blanks between digits are ignored. */
public final class HexCodec extends TabSeparatedCodec {

    private static final HexFormat HEX = HexFormat.of();

    @Override
    byte[] frame(byte[] bytes, int from, int to) throws MalformedLineException {
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
    void frame(ZmqMessage message, int index, LineBuffer out) {
        for (int position = 0; position < message.frameSize(index); position++) {
            byte octet = message.frameByte(index, position);
            out.write(HEX.toHighHexDigit(octet));
            out.write(HEX.toLowHexDigit(octet));
        }
    }
}
