package io.reactivezmq.sockets.connection;

import io.reactivezmq.sockets.pipe.Pipe;

/** What {@code connect} makes: a pipe that is there from the beginning and outlives its connections. */
public interface ConnectingLink extends Link {

    /** The one of now; any thread. */
    Pipe pipe();

    /** Lets the pipe take part in routing, and begins to connect. */
    void start();

    @Override
    default Role role() {
        return Role.CONNECTED;
    }
}
