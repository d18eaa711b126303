package io.reactivezmq.samples.telemetry.feed;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.metrics.Reading;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The SUB side: receives readings, filters, folds them into windows and keeps the latest for who comes late. */
public final class TelemetryFeed implements AutoCloseable {

    /** Far more than a host has; a bound for publishers that invent names. */
    private static final int MAX_METRICS = 1000;

    /** Somebody may be looking at the page while the publisher comes back. */
    private static final Duration MAX_RECONNECT_INTERVAL = Duration.ofSeconds(2);

    private final SubSocket socket;
    private final String endpoint;
    private final TelemetryProperties properties;
    private final Scheduler clock = Schedulers.parallel();
    private final LongAdder malformed = new LongAdder();
    private final ConnectableFlux<TelemetryWindow> windows;
    private Disposable receiving = Disposables.disposed();

    /**
     * Connects from {@link #start()} on.
     *
     * @param endpoint of the publisher; it need not be there yet, and may come and go
     * @param observer is shown the socket, with a name for people, before it connects
     */
    public TelemetryFeed(
            ZmqContext zmq,
            String endpoint,
            TelemetryProperties properties,
            BiConsumer<String, ZmqSocket> observer) {
        this.socket = zmq.sub(options -> options.reconnect(policy -> policy.maxInterval(MAX_RECONNECT_INTERVAL)));
        observer.accept("SUB", socket);
        this.endpoint = endpoint;
        this.properties = properties;
        this.windows = Flux.defer(socket::receive)
                .<Reading>handle(this::decode)
                .as(readings -> Windows.of(readings, properties.window(), MAX_METRICS, clock))
                .replay(properties.history());
    }

    public void start() {
        if (properties.topics().isEmpty()) {
            socket.subscribe("");
        }
        properties.topics().forEach(socket::subscribe);
        socket.connectNow(endpoint);
        receiving = windows.connect();
    }

    private void decode(ZmqMessage message, SynchronousSink<Reading> next) {
        @Nullable Reading reading = ReadingMessage.decode(message, clock.now(TimeUnit.MILLISECONDS));
        if (reading == null) {
            malformed.increment();
        } else {
            next.next(reading);
        }
    }

    /** Hot: the windows of the recent past, then each as it ends. Completes when the socket closes. */
    public Flux<TelemetryWindow> windows() {
        return windows;
    }

    /** Messages that were no readings. */
    public long malformed() {
        return malformed.sum();
    }

    public String endpoint() {
        return endpoint;
    }

    public SubSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
        receiving.dispose();
    }
}
