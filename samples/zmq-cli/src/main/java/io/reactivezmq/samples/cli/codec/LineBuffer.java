package io.reactivezmq.samples.cli.codec;

import io.reactivezmq.core.message.ZmqMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Lines on their way out: bytes that grow, and are written when their owner says so. */
public final class LineBuffer extends OutputStream {

    private static final int INITIAL = 64 * 1024;
    /** A buffer that one large message has made larger than this is not kept. */
    private static final int KEPT = 1 << 20;

    private byte[] bytes = new byte[INITIAL];
    private int size;

    /** The number of bytes that wait. */
    public int size() {
        return size;
    }

    @Override
    public void write(int octet) {
        reserve(1);
        bytes[size++] = (byte) octet;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, size, count);
        size += count;
    }

    /** Appends a frame as it is, and returns where it begins. */
    int append(ZmqMessage message, int frame) {
        int count = message.frameSize(frame);
        reserve(count);
        message.frameAsBuffer(frame).get(bytes, size, count);
        size += count;
        return size - count;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** The array as it is now; the next write may replace it. */
    byte[] array() {
        return bytes;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** Writes what waits, and forgets it. */
    public void drainTo(OutputStream target) throws IOException {
        try {
            target.write(bytes, 0, size);
        } finally {
            size = 0;
            if (bytes.length > KEPT) {
                bytes = new byte[INITIAL];
            }
        }
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            int doubled = bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - Byte.SIZE : bytes.length * 2;
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }
}
