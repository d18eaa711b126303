package io.reactivezmq.core.event;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The next attempt to connect is scheduled ({@code ZMQ_EVENT_CONNECT_RETRIED}).
 *
 * @param endpoint what is connected to, as given
 * @param delay the time until the attempt
 * @param attempt how many attempts in a row this makes, from 1; a handshake that succeeds starts the count anew
 * @param cause why the last attempt failed or the connection was lost; null when the peer closed it in good order
 */
public record ConnectRetried(Endpoint endpoint, Duration delay, int attempt, @Nullable ZmqException cause)
        implements SocketEvent {
}
