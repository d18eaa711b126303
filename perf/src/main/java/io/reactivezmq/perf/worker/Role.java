package io.reactivezmq.perf.worker;

import java.util.Locale;

/** Which part a worker process plays. */
public enum Role {

    /** Measures: counts what arrives, times round trips, or looks at its own memory. */
    RECEIVE,

    /** The receiver's counterpart: sends, answers or connects until it is told to end. */
    SEND,

    /** Both in one process, which is what inproc needs. */
    BOTH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
