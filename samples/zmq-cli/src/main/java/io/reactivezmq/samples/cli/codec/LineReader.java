package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes a stream apart into lines, and each line into a message; reads large blocks, and waits for no more than there is. */
public final class LineReader {

    private static final int BLOCK = 64 * 1024;

    private final InputStream in;
    private final MessageCodec codec;
    private final int maxLine;
    private byte[] bytes = new byte[BLOCK];
    private int start;
    private int scanned;
    private int end;
    private long line;

    /** @param maxLine bytes of the longest line, of which memory has to be found */
    public LineReader(InputStream in, MessageCodec codec, int maxLine) {
        this.in = in;
        this.codec = codec;
        this.maxLine = maxLine;
    }

    /**
     * The next message; null at the end. A last line without line feed counts. Blocks.
     *
     * @throws MalformedLineException for a line that is no message, with its number
     */
    public @Nullable ZmqMessage next() throws IOException {
        while (true) {
            while (scanned < end) {
                if (bytes[scanned++] == '\n') {
                    return message(scanned - 1);
                }
            }
            if (end - start > maxLine) {
                throw wrong("it is longer than " + maxLine + " bytes; --file sends a large message", null);
            }
            makeRoom();
            int count = in.read(bytes, end, bytes.length - end);
            if (count < 0) {
                return start < end ? message(end) : null;
            }
            end += count;
        }
    }

    private ZmqMessage message(int lineEnd) throws MalformedLineException {
        int from = start;
        start = scanned;
        try {
            ZmqMessage message = codec.decode(bytes, from, lineEnd);
            line++;
            return message;
        } catch (MalformedLineException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private MalformedLineException wrong(String what, @Nullable Throwable cause) {
        String message = "line " + (line + 1) + ": " + what;
        return cause == null ? new MalformedLineException(message) : new MalformedLineException(message, cause);
    }

    /** Moves the line that has begun to the front; one that fills the buffer gets twice the room. */
    private void makeRoom() {
        if (start == end) {
            start = 0;
            scanned = 0;
            end = 0;
        } else if (end == bytes.length) {
            byte[] target = end - start > bytes.length / 2 ? new byte[doubled()] : bytes;
            System.arraycopy(bytes, start, target, 0, end - start);
            bytes = target;
            end -= start;
            scanned -= start;
            start = 0;
        }
    }

    private int doubled() {
        return (int) Math.min(2L * bytes.length, maxLine + 2L * BLOCK);
    }
}
