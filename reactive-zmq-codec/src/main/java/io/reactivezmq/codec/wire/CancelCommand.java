package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * CANCEL: takes back one SUBSCRIBE of the same topic.
 *
 * <pre>
 *   06 "CANCEL", topic
 * </pre>
 *
 * @param topic the bytes with which a message has to begin; empty for all messages. Its size is the caller's to check.
 */
public record CancelCommand(byte[] topic) {

    public CancelCommand {
        topic = topic.clone();
    }

    @Override
    public byte[] topic() {
        return topic.clone();
    }

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, byte[] topic) {
        CommandFrame.start(out, CommandName.CANCEL, topic.length);
        out.writeBytes(topic);
    }

    /** Bytes that {@link #encode} writes. */
    public static int encodedSize(int topicSize) {
        return CommandFrame.size(CommandName.CANCEL, topicSize);
    }

    /** Reads a body. */
    public static CancelCommand decode(byte[] body) {
        return new CancelCommand(CommandFrame.data(CommandName.CANCEL, body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CancelCommand that && Arrays.equals(topic, that.topic);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(topic);
    }

    @Override
    public String toString() {
        return "CANCEL[" + SafeText.of(topic) + ']';
    }
}
