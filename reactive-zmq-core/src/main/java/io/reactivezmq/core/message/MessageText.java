package io.reactivezmq.core.message;

import java.nio.ByteBuffer;

/** The log form of a message: bounded and printable whatever the frames hold, so a peer cannot forge log lines. */
final class MessageText {

    private static final int MAX_FRAMES = 4;
    private static final int MAX_BYTES = 16;

    private MessageText() {
    }

    static String of(ZmqMessage message) {
        StringBuilder text = new StringBuilder(96).append("ZmqMessage[");
        int shown = Math.min(message.frameCount(), MAX_FRAMES);
        for (int i = 0; i < shown; i++) {
            if (i > 0) {
                text.append(", ");
            }
            appendFrame(text, message.frameAsBuffer(i));
        }
        if (shown < message.frameCount()) {
            text.append(", and ").append(message.frameCount() - shown).append(" more");
        }
        return text.append(']').toString();
    }

    private static void appendFrame(StringBuilder text, ByteBuffer frame) {
        text.append(frame.remaining()).append(" B");
        if (!frame.hasRemaining()) {
            return;
        }
        text.append(" \"");
        int shown = Math.min(frame.remaining(), MAX_BYTES);
        for (int i = 0; i < shown; i++) {
            int b = frame.get(i) & 0xFF;
            if (b >= 0x20 && b < 0x7F && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append("\\x").append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 0xF, 16));
            }
        }
        text.append(frame.remaining() > shown ? "\"..." : "\"");
    }
}
