package io.reactivezmq.samples.cli.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A codec's lines as text. */
final class Lines {

    private Lines() {
    }

    static String encoded(MessageCodec codec, ZmqMessage message) {
        LineBuffer buffer = new LineBuffer();
        codec.encode(message, buffer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            buffer.drainTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(UTF_8);
    }

    static ZmqMessage decoded(MessageCodec codec, String line) throws MalformedLineException {
        byte[] bytes = ("#" + line + "#").getBytes(UTF_8);
        return codec.decode(bytes, 1, bytes.length - 1);
    }
}
