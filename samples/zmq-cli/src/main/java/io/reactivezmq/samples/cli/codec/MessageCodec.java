package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;

/** One way to write a message as a line. */
public interface MessageCodec {

    /**
     * Reads a message from a line.
     *
     * @param bytes holds the line, which is not kept
     * @param from where the line begins
     * @param to where it ends, without its line feed
     */
    ZmqMessage decode(byte[] bytes, int from, int to) throws MalformedLineException;

    /** Writes a message as a line, line feed included. */
    void encode(ZmqMessage message, LineBuffer out);
}
