package io.reactivezmq.samples.telemetry.status;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.event.SocketEvent;
import java.time.Clock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The latest events of all sockets in one stream. */
public final class SocketEventLog {

    private static final int KEPT = 50;

    private final Clock clock = Clock.systemUTC();
    private final Sinks.Many<SocketEventLine> lines = Sinks.many().replay().limit(KEPT);

    /** Follows a socket until it closes; a socket tells no past, so come before it binds or connects. */
    public void watch(String name, ZmqSocket socket) {
        watch(name, socket.events());
    }

    void watch(String name, Flux<? extends SocketEvent> events) {
        events.subscribe(event -> add(name, event));
    }

    /** Several event loops come here, and a sink takes one at a time; whoever listens must not block. */
    private synchronized void add(String name, SocketEvent event) {
        lines.tryEmitNext(SocketEventLine.of(clock.millis(), name, event));
    }

    /** Hot: the recent past, then each as it happens. Never completes. */
    public Flux<SocketEventLine> lines() {
        return lines.asFlux();
    }
}
