package io.reactivezmq.samples.telemetry.metrics;

import java.util.List;

/** Looks up single numbers in the text files of /proc. */
final class ProcText {

    private ProcText() {}

    /** The number after {@code key}, as in {@code ctxt 726474} or {@code MemTotal: 24684096 kB}; -1 without such a line. */
    static long number(List<String> lines, String key) {
        for (String line : lines) {
            if (line.startsWith(key) && line.length() > key.length() && isBlank(line.charAt(key.length()))) {
                String rest = line.substring(key.length()).trim();
                int end = rest.indexOf(' ');
                return Long.parseLong(end < 0 ? rest : rest.substring(0, end));
            }
        }
        return -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
