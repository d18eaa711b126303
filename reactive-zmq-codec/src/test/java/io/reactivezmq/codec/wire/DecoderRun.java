package io.reactivezmq.codec.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.ArrayList;
import java.util.List;

/** A decoder, what was fed to it, and everything that came out in the order in which it came: messages and commands. */
final class DecoderRun implements FrameSink {

    final FrameDecoder decoder;
    final List<ZmqMessage> messages = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    /** "message" and "command" in the order of arrival. */
    final List<String> order = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    DecoderRun(FrameLimits limits) {
        this(limits, ZmtpVersion.ZMTP_3_1);
    }

    DecoderRun(FrameLimits limits, ZmtpVersion version) {
        this(limits, version, MessageMetadata.empty());
    }

    DecoderRun(FrameLimits limits, ZmtpVersion version, MessageMetadata metadata) {
        decoder = new FrameDecoder(limits, version, metadata, this);
    }

    /** From now on the sink says "no more" with every n-th message. */
    DecoderRun withRoomFor(int messagesAtATime) {
        room = messagesAtATime;
        return this;
    }

    /** Feeds one fragment as a whole. */
    DecoderRun feed(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        while (!decoder.decode(in)) {
            // the sink said "no more", and this test makes room at once
        }
        if (in.isReadable()) {
            throw new AssertionError(in.readableBytes() + " bytes were left although there was room");
        }
        return this;
    }

    /** Feeds one fragment written as in {@link Hex}. */
    DecoderRun feed(String... hex) {
        return feed(Hex.bytes(hex));
    }

    /** The messages as text: frames as hex, with a bar between two of them. */
    List<String> received() {
        return messages.stream().map(DecoderRun::text).toList();
    }

    static String text(ZmqMessage message) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < message.frameCount(); i++) {
            frames.add(Hex.of(message.frame(i)));
        }
        return String.join(" | ", frames);
    }

    @Override
    public boolean onMessage(ZmqMessage message) {
        messages.add(message);
        order.add("message");
        return messages.size() % room != 0;
    }

    @Override
    public void onCommand(byte[] body) {
        commands.add(Hex.of(body));
        order.add("command");
    }
}
