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

    /** Whether it is of this type, or what it wraps, however deep: resolvers give their own errors a cause in turn. */
    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        while (!type.isInstance(cause)) {
            @Nullable Throwable next = cause.getCause();
            if (next == null || next == cause) {
                return false;
            }
            cause = next;
        }
        return true;
    }
}
