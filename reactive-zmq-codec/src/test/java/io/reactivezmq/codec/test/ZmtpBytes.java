package io.reactivezmq.codec.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a peer sends, made by hand and not by the code under test. */
public final class ZmtpBytes {

    private ZmtpBytes() {
    }

    /** A whole greeting of ZMTP 3.{@code minor}. */
    public static byte[] greeting(int minor, String mechanism) {
        return greeting(3, minor, mechanism, 0);
    }

    /** A whole greeting; 64 bytes. */
    public static byte[] greeting(int major, int minor, String mechanism, int asServer) {
        ByteBuffer greeting = ByteBuffer.allocate(64);
        greeting.put(0, (byte) 0xFF).put(9, (byte) 0x7F).put(10, (byte) major).put(11, (byte) minor);
        greeting.put(12, mechanism.getBytes(StandardCharsets.US_ASCII)).put(32, (byte) asServer);
        return greeting.array();
    }

    /** A whole READY frame that tells only the socket type. */
    public static byte[] ready(String socketType) {
        return ready(property("Socket-Type", socketType));
    }

    /** A whole READY frame. */
    public static byte[] ready(byte[]... properties) {
        return command("READY", properties);
    }

    /** One property of a READY. */
    public static byte[] property(String name, String value) {
        return property(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    /** One property of a READY. */
    public static byte[] property(String name, byte[] value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(1 + nameBytes.length + 4 + value.length)
                .put((byte) nameBytes.length).put(nameBytes).putInt(value.length).put(value).array();
    }

    /** A whole command frame. */
    public static byte[] command(String name, byte[]... data) {
        byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        return frame(0x04, Hex.join(new byte[] {(byte) nameBytes.length}, nameBytes, Hex.join(data)));
    }

    /** A whole message frame, the last of its message. */
    public static byte[] message(byte[] body) {
        return frame(0x00, body);
    }

    /** A whole frame; LARGE is added to the flags where the body needs it. */
    public static byte[] frame(int flags, byte[] body) {
        return body.length <= 255
                ? Hex.join(new byte[] {(byte) flags, (byte) body.length}, body)
                : longFrame(flags, body);
    }

    /** A whole frame with an eight-byte length, whatever the size. */
    public static byte[] longFrame(int flags, byte[] body) {
        return ByteBuffer.allocate(9 + body.length).put((byte) (flags | 0x02)).putLong(body.length).put(body).array();
    }
}
