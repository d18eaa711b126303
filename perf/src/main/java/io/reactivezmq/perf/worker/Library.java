package io.reactivezmq.perf.worker;

import java.util.Locale;

/** The ZeroMQ implementations that run in a JVM. */
public enum Library {

    /** reactive-zmq. */
    OURS,

    /** JeroMQ, with its default options. */
    JEROMQ;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
