package io.reactivezmq.sockets.transport;

import io.netty.channel.ConnectTimeoutException;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
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

    /** What every transport calls by the same name when it cannot connect; null for anything else. */
    static @Nullable ZmqException commonOfConnect(Endpoint endpoint, Throwable failure) {
        if (failure instanceof ZmqException known) {
            return known;
        }
        return has(failure, ConnectTimeoutException.class)
                ? new ZmqTimeoutException("no answer from " + endpoint + " within the connect timeout", failure) : null;
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
