package io.reactivezmq.sockets.connection;

import io.reactivezmq.core.endpoint.Endpoint;
import java.time.Duration;
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

    /** Whether it will never bring another peer: {@code ConnectStopped} was told, and the socket still has it; any thread. */
    default boolean isGivenUp() {
        return false;
    }

    /** The name under which it is unbound or disconnected. */
    Endpoint endpoint();

    /**
     * Makes no new connection, lets what is queued go out for as long as the linger time allows, and closes every
     * connection. Completes when all that is over; never fails.
     */
    Mono<Void> close(Duration linger);
}
