package io.reactivezmq.sockets.transport;

import org.jspecify.annotations.Nullable;

/** Where an exception began: Netty and reactor-netty wrap what the operating system said. */
final class Failures {

    private Failures() {
    }

    static Throwable root(Throwable failure) {
        Throwable cause = failure;
        @Nullable Throwable next = failure.getCause();
        while (next != null && next != cause) {
            cause = next;
            next = cause.getCause();
        }
        return cause;
    }
}
