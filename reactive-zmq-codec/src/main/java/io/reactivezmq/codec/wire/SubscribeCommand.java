package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * SUBSCRIBE: the sender wants the messages of a topic.
 *
 * <pre>
 *   09 "SUBSCRIBE", topic
 * </pre>
 *
 * @param topic the bytes with which a message has to begin; empty for all messages. Its size is the caller's to check.
 */
public record SubscribeCommand(byte[] topic) {

    public SubscribeCommand {
        topic = topic.clone();
    }

    @Override
    public byte[] topic() {
        return topic.clone();
    }

    /** Writes the complete frame. */
    public static void encode(ByteBuf out, byte[] topic) {
        CommandFrame.start(out, CommandName.SUBSCRIBE, topic.length);
        out.writeBytes(topic);
    }

    /** Bytes that {@link #encode} writes. */
    public static int encodedSize(int topicSize) {
        return CommandFrame.size(CommandName.SUBSCRIBE, topicSize);
    }

    /** Reads a body. */
    public static SubscribeCommand decode(byte[] body) {
        return new SubscribeCommand(CommandFrame.data(CommandName.SUBSCRIBE, body));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubscribeCommand that && Arrays.equals(topic, that.topic);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(topic);
    }

    @Override
    public String toString() {
        return "SUBSCRIBE[" + SafeText.of(topic) + ']';
    }
}
