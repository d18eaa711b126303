package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.Arrays;

/**
 * {@code lines}: the bytes as they are, a TAB between frames. No payload is changed on its way in or out; but one that has a TAB or
 * a line feed in it cannot be told from two frames or two messages once it is written. {@link EscapedCodec} can.
 */
public final class LinesCodec extends TabSeparatedCodec {

    @Override
    byte[] frame(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    void frame(ZmqMessage message, int index, LineBuffer out) {
        out.append(message, index);
    }
}
