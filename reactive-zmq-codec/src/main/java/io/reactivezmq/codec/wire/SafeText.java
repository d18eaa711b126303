package io.reactivezmq.codec.wire;

/** Bytes of a peer as text for an error message: bounded and printable, so that a peer cannot forge log lines. */
public final class SafeText {

    /** Bytes shown at most; ellipsis included the text stays below 300 characters. */
    static final int MAX_BYTES = 64;

    private SafeText() {
    }

    /** All of an array, as {@link #of(byte[], int, int)} does it. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** The first 64 bytes; everything but printable ASCII, the backslash too, becomes {@code \xNN}. */
    public static String of(byte[] bytes, int offset, int length) {
        int shown = Math.min(length, MAX_BYTES);
        StringBuilder text = new StringBuilder(shown + 3);
        for (int i = offset; i < offset + shown; i++) {
            int octet = bytes[i] & 0xFF;
            if (octet >= 0x20 && octet < 0x7F && octet != '\\') {
                text.append((char) octet);
            } else {
                text.append("\\x").append(hex(octet));
            }
        }
        return shown < length ? text.append("...").toString() : text.toString();
    }

    /** Two digits, upper case. */
    static String hex(int octet) {
        return String.format("%02X", octet);
    }
}
