package io.reactivezmq.perf.worker;

import java.util.Locale;

/** How our side sends. */
public enum SenderKind {

    /** {@code send(Publisher)} with a synchronous source. */
    PUBLISHER,

    /** A plain thread that calls {@code trySend}. */
    THREAD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
