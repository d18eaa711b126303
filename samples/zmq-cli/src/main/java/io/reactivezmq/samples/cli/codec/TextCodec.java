package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.util.Arrays;

/** {@code text}: a line read is a message of one frame, a TAB in it or not; what is written looks as with {@link LinesCodec}. */
public final class TextCodec implements MessageCodec {

    private final LinesCodec lines = new LinesCodec();

    @Override
    public ZmqMessage decode(byte[] bytes, int from, int to) {
        return ZmqMessage.wrap(Arrays.copyOfRange(bytes, from, to));
    }

    @Override
    public void encode(ZmqMessage message, LineBuffer out) {
        lines.encode(message, out);
    }
}
