package io.reactivezmq.samples.cli.codec;

/** What is UTF-8 and what is not, by RFC 3629: no longer form than needed, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {
    }

    /** The length of the character that begins here, 1 to 4; 0 if none does. */
    static int length(byte[] bytes, int index, int end) {
        int first = bytes[index] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || index + length > end) {
            return 0;
        }
        int second = bytes[index + 1] & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = index + 2; i < index + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Whether all of it is UTF-8. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to) {
            int length = length(bytes, index, to);
            if (length == 0) {
                return false;
            }
            index += length;
        }
        return true;
    }
}
