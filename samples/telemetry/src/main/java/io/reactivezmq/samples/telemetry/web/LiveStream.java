package io.reactivezmq.samples.telemetry.web;

import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.feed.TelemetryFeed;
import io.reactivezmq.samples.telemetry.status.BrowserCount;
import io.reactivezmq.samples.telemetry.status.SocketEventLog;
import io.reactivezmq.samples.telemetry.status.StatusFeed;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Everything that a dashboard shows, as one stream of server-sent events per browser. */
@Component
class LiveStream {

    /** One connection that ends with the application; else the server would wait for browsers that never leave. */
    private final Sinks.Empty<Void> closing = Sinks.empty();

    private final TelemetryFeed feed;
    private final StatusFeed statuses;
    private final SocketEventLog events;
    private final BrowserCount browsers;
    private final int bufferedEvents;

    LiveStream(
            TelemetryFeed feed,
            StatusFeed statuses,
            SocketEventLog events,
            BrowserCount browsers,
            TelemetryProperties properties) {
        this.feed = feed;
        this.statuses = statuses;
        this.events = events;
        this.browsers = browsers;
        // The past comes in one piece, of two kinds, and then some room for the present.
        this.bufferedEvents = 2 * properties.history() + 100;
    }

    /**
     * @param prefix only metrics with names that start so
     * @param after only what happened after this time in milliseconds: what the browser has it need not get again
     */
    Flux<ServerSentEvent<?>> open(String prefix, long after) {
        Flux<ServerSentEvent<?>> windows = feed.windows()
                .filter(window -> window.time() > after)
                .map(window -> event("window", window.time(), window.only(prefix)));
        Flux<ServerSentEvent<?>> status = statuses.statuses()
                .filter(next -> next.time() > after)
                .map(next -> event("status", next.time(), next));
        Flux<ServerSentEvent<?>> sockets = events.lines()
                .filter(line -> line.time() > after)
                .map(line -> event("socket", line.time(), line));
        return Flux.merge(windows, status, sockets)
                // A replay keeps what its slowest reader has not read: this bounds it, and the browser loses the oldest.
                .onBackpressureBuffer(bufferedEvents, lost -> browsers.lostEvent(), BufferOverflowStrategy.DROP_OLDEST)
                .takeUntilOther(closing.asMono())
                .doOnSubscribe(subscription -> browsers.opened())
                .doFinally(signal -> browsers.closed());
    }

    private static ServerSentEvent<?> event(String name, long time, Object data) {
        return ServerSentEvent.builder(data).event(name).id(Long.toString(time)).build();
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }
}
