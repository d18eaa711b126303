package io.reactivezmq.sockets.connection;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a socket is bound or connected to: something that makes pipes and can be closed. */
public interface Link {

    /** How the socket came to have it. */
    enum Role {
        /** By {@code bind}. */
        BOUND,
        /** By {@code connect}. */
        CONNECTED,
        /** Through a bound endpoint that does not own its connections. */
        ACCEPTED
    }

    Role role();

    /**
     * Why it will never bring another peer: nothing is left of it but its place among the socket's endpoints, and {@code ConnectStopped}
     * is told. Null while it may bring one; any thread.
     */
    default @Nullable ZmqException givenUpFor() {
        return null;
    }

    /** The name under which it is unbound or disconnected. */
    Endpoint endpoint();

    /**
     * Makes no new connection, lets what is queued go out for as long as the linger time allows, and closes every
     * connection. Completes when all that is over; never fails.
     */
    Mono<Void> close(Duration linger);
}
