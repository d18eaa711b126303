package io.reactivezmq.perf.compare;

import java.util.Locale;

/** How the two processes are connected. */
public enum Transport {

    /** Loopback TCP, on a port that the operating system picks. */
    TCP("tcp://127.0.0.1:*");

    private final String bindEndpoint;

    Transport(String bindEndpoint) {
        this.bindEndpoint = bindEndpoint;
    }

    /** Where the receiver binds; it reports the endpoint that came of it. */
    String bindEndpoint() {
        return bindEndpoint;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
