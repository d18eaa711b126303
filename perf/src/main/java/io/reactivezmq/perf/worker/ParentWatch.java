package io.reactivezmq.perf.worker;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a worker when its standard input ends: the parent closes it when it has had enough, and the operating system does
 * when the parent is gone, however it went. So no worker outlives its parent.
 */
public final class ParentWatch {

    private ParentWatch() {
    }

    /** Starts watching on a daemon thread; the exit is an orderly one, so that a flight recording is written. */
    public static void start(InputStream fromParent) {
        Thread thread = new Thread(() -> {
            drain(fromParent);
            System.exit(0);
        }, "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns at the end of the stream. */
    static void drain(InputStream fromParent) {
        try {
            while (fromParent.read() >= 0) {
                // whatever the parent says, only its silence counts
            }
        } catch (IOException e) {
            // a broken stream ends the worker as the end of one does
        }
    }
}
