package io.reactivezmq.core.endpoint;

/**
 * IPv4 addresses as text, four decimal numbers only. The older forms (fewer numbers, leading zeros for octal) mean
 * different addresses to different resolvers, so they are refused.
 */
final class Ipv4Text {

    private static final int NUMBERS = 4;
    private static final int MAX_NUMBER = 255;
    private static final int MAX_DIGITS = 3;

    private Ipv4Text() {
    }

    /**
     * Checks an address.
     *
     * @param text the whole text, for errors
     * @param start where in it the address begins
     */
    static void require(String host, String text, int start) {
        int numbers = 0;
        int from = 0;
        while (from <= host.length()) {
            int dot = host.indexOf('.', from);
            int to = dot < 0 ? host.length() : dot;
            if (numbers == NUMBERS || !isNumber(host, from, to)) {
                throw malformed(text, start + from);
            }
            numbers++;
            from = to + 1;
        }
        if (numbers < NUMBERS) {
            throw malformed(text, start + host.length());
        }
    }

    /** Whether {@code text[from, to)} is one of the four numbers. */
    private static boolean isNumber(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
            return false;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = number * 10 + (c - '0');
        }
        return number <= MAX_NUMBER;
    }

    private static RuntimeException malformed(String text, int index) {
        return TcpText.malformed(text, index, "an IPv4 address has four numbers from 0 to 255 without leading zeros");
    }
}
