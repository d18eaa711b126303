package io.reactivezmq.perf.worker;

import java.util.Locale;

/** Which end of the connection a worker is. */
public enum Role {

    /** Binds, reports the endpoint, counts what arrives. */
    RECEIVE,

    /** Connects to the receiver's endpoint and sends until it is told to end. */
    SEND;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
