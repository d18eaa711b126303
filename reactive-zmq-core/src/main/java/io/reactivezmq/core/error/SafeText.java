package io.reactivezmq.core.error;

/** Foreign text as it may appear in an error message: on one line, printable and bounded. */
final class SafeText {

    private static final int MAX_QUOTED = 128;
    private static final int MAX_LINE = 1024;

    private SafeText() {
    }

    /** The text in double quotes; what is not printable ASCII is escaped, what is too long is cut and marked. */
    static String quote(String text) {
        int shown = Math.min(text.length(), MAX_QUOTED);
        StringBuilder quoted = new StringBuilder(shown + 8).append('"');
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= 0x20 && c < 0x7F) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append(text.length() > shown ? "\"..." : "\"").toString();
    }

    /** The text on one line: what could break or reorder a line of a log is escaped, what is too long is cut and marked. */
    static String line(String text) {
        int shown = Math.min(text.length(), MAX_LINE);
        StringBuilder line = new StringBuilder(shown + 3);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                line.append(c);
            } else {
                line.append(String.format("\\u%04x", (int) c));
            }
        }
        return line.append(text.length() > shown ? "..." : "").toString();
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
