package io.reactivezmq.codec.test;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;

/** Compares bytes and shows, when they differ, both sides in rows of 16 with the first difference marked. */
public final class WireAssert extends AbstractAssert<WireAssert, byte[]> {

    private static final int ROW = 16;

    private WireAssert(byte[] actual) {
        super(actual, WireAssert.class);
    }

    /** Bytes at hand. */
    public static WireAssert assertThatBytes(byte[] actual) {
        return new WireAssert(actual);
    }

    /** The readable bytes of a buffer, which stays as it is. */
    public static WireAssert assertThatBytes(ByteBuf actual) {
        return new WireAssert(Hex.copy(actual));
    }

    /** These bytes and no others, in the notation of {@link Hex}. */
    public WireAssert isExactly(String... hex) {
        return isExactly(Hex.bytes(hex));
    }

    /** These bytes and no others. */
    public WireAssert isExactly(byte[] expected) {
        if (!Arrays.equals(actual, expected)) {
            throw failureWithActualExpected(Hex.of(actual), Hex.of(expected), "%s", difference(expected));
        }
        return this;
    }

    /** These bytes and any others behind them. */
    public WireAssert startsWith(String... hex) {
        byte[] expected = Hex.bytes(hex);
        if (!Arrays.equals(Arrays.copyOf(actual, Math.min(actual.length, expected.length)), expected)) {
            throw failureWithActualExpected(Hex.of(actual), Hex.of(expected), "%s", difference(expected));
        }
        return this;
    }

    /** No bytes. */
    public WireAssert isEmpty() {
        return isExactly(new byte[0]);
    }

    private String difference(byte[] expected) {
        int at = Arrays.mismatch(actual, expected);
        return "the bytes differ at offset " + at + " (" + expected.length + " expected, " + actual.length + " found)\n"
                + "expected:\n" + rows(expected, at) + "found:\n" + rows(actual, at);
    }

    private static String rows(byte[] bytes, int marked) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < bytes.length; start += ROW) {
            byte[] row = Arrays.copyOfRange(bytes, start, Math.min(start + ROW, bytes.length));
            text.append(String.format("  %04X  %-48s %s%n", start, Hex.of(row), printable(row)));
            if (marked >= start && marked < start + ROW) {
                text.append(" ".repeat(8 + 3 * (marked - start))).append("^^\n");
            }
        }
        return text.toString();
    }

    private static String printable(byte[] row) {
        StringBuilder text = new StringBuilder();
        for (byte octet : row) {
            text.append(octet >= 0x20 && octet < 0x7F ? (char) octet : '.');
        }
        return text.toString();
    }
}
