package io.reactivezmq.perf.worker;

import java.util.Locale;

/** Which I/O transport our side is asked to run on. */
public enum IoChoice {

    /** The library's own choice. */
    AUTO,
    IO_URING,
    EPOLL,
    KQUEUE,
    NIO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
