package io.reactivezmq.sockets;

import io.reactivezmq.core.options.SocketOptions;

/** The options of a socket as they are now. Whoever asks keeps no copy, so a change acts on the next use; any thread. */
final class LiveOptions {

    private volatile SocketOptions current;

    LiveOptions(SocketOptions initial) {
        this.current = initial;
    }

    SocketOptions get() {
        return current;
    }

    void set(SocketOptions changed) {
        current = changed;
    }
}
