package io.reactivezmq.samples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard error: lines, and on a terminal one line at the bottom that is written anew in place. Any thread; may block. */
final class Console {

    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter err;
    private final boolean inPlace;
    private boolean statusShown;

    Console(PrintWriter err, boolean inPlace) {
        this.err = err;
        this.inPlace = inPlace;
    }

    static Console of(PrintWriter err) {
        return new Console(err, isTerminal());
    }

    /** Java tells whether input and output both are a terminal; Linux tells it of standard error alone. */
    private static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        Path descriptor = Path.of("/proc/self/fd/2");
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noLinux) {
            return System.console() != null;
        }
    }

    synchronized void line(String text) {
        if (statusShown) {
            err.print(CLEAR_LINE);
            statusShown = false;
        }
        err.println(text);
        err.flush();
    }

    /** A line that takes the place of the last one, where that is possible. */
    synchronized void status(String text) {
        if (inPlace) {
            err.print(CLEAR_LINE + text);
            err.flush();
            statusShown = true;
        } else {
            line(text);
        }
    }
}
