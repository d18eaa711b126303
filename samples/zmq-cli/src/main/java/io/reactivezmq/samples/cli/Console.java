package io.reactivezmq.samples.cli;

import java.io.PrintWriter;

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
        return new Console(err, !"dumb".equals(System.getenv("TERM")) && Terminal.isError());
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
