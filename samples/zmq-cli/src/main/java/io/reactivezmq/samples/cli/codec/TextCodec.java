package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.Arrays;

/**
 * {@code text}: the bytes as they are, for other programs' formats. A line read is a message of one frame, whatever is in it;
 * of a message written the frames are joined with a TAB, and nothing tells one in the payload from one between frames.
 */
public final class TextCodec implements MessageCodec {

    @Override
    public ZmqMessage decode(byte[] bytes, int from, int to) {
        return ZmqMessage.wrap(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public void encode(ZmqMessage message, LineBuffer out) {
        for (int i = 0; i < message.frameCount(); i++) {
            if (i > 0) {
                out.write('\t');
            }
            out.append(message, i);
        }
        out.write('\n');
    }
}
