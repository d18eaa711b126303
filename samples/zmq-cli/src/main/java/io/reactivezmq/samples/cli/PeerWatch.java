package io.reactivezmq.samples.cli;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether somebody is there, and if not, why: what a user is told while waiting, and when waiting is over. */
final class PeerWatch {

    private final Sinks.Empty<Void> ready = Sinks.empty();
    private final Sinks.Empty<Void> refused = Sinks.empty();
    private final boolean onlyEndpoint;
    private volatile boolean seen;
    /** Whether somebody was there, if only to refuse: that says more than a later attempt that finds nobody. */
    private volatile boolean answered;
    private volatile String news = "nobody has connected yet";

    /** @param onlyEndpoint whether there is nobody left to wait for once a peer has refused this side */
    PeerWatch(boolean onlyEndpoint) {
        this.onlyEndpoint = onlyEndpoint;
    }

    /** Called on event loops, one event at a time for each connection. */
    void watch(SocketEvent event) {
        if (event instanceof HandshakeSucceeded) {
            seen = true;
            answered = true;
            news = "a peer is connected to " + event.endpoint();
            ready.tryEmitEmpty();
        } else if (event instanceof HandshakeFailed failed) {
            answered = true;
            news = "the handshake at " + event.endpoint() + " failed: " + failed.cause().getMessage()
                    + " (is it a ZeroMQ peer of a fitting type, with the same security and the right keys?)";
        } else if (event instanceof Disconnected) {
            news = "the peer at " + event.endpoint() + " has gone";
        } else if (event instanceof ConnectRetried retried && !answered) {
            ZmqException cause = retried.cause();
            if (cause != null) {
                news = String.valueOf(cause.getMessage());
            }
        } else if (event instanceof ConnectStopped stopped) {
            news = event.endpoint() + " refused this client: " + stopped.cause().getMessage();
            if (onlyEndpoint) {
                refused.tryEmitError(CliFailure.runtime(news + ". Check user, password or keys"));
            }
        }
    }

    boolean anyone() {
        return seen;
    }

    /** What was heard last. */
    String news() {
        return news;
    }

    /** Completes when the first peer is ready for messages. */
    Mono<Void> ready() {
        return ready.asMono();
    }

    /** Fails when the only peer there can be does not want this one. */
    Mono<Void> refused() {
        return refused.asMono();
    }
}
