package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;

/** A line whose frames have a TAB between them; how a frame is written is left to the forms. */
abstract class TabSeparatedCodec implements MessageCodec {

    @Override
    public final ZmqMessage decode(byte[] bytes, int from, int to) throws MalformedLineException {
        int count = 1;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\t') {
                count++;
            }
        }
        if (count == 1) {
            return ZmqMessage.wrap(frame(bytes, from, to));
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

    @Override
    public final void encode(ZmqMessage message, LineBuffer out) {
        for (int i = 0; i < message.frameCount(); i++) {
            if (i > 0) {
                out.write('\t');
            }
            frame(message, i, out);
        }
        out.write('\n');
    }

    /** Reads one frame, which has no TAB in it. */
    abstract byte[] frame(byte[] bytes, int from, int to) throws MalformedLineException;

    /** Writes one frame. */
    abstract void frame(ZmqMessage message, int index, LineBuffer out);
}
