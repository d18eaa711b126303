package io.reactivezmq.samples.telemetry.feed;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.metrics.MetricsSource;
import io.reactivezmq.samples.telemetry.metrics.Reading;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The PUB side: measures this host at a fixed pace and publishes what it measured. */
public final class HostPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostPublisher.class);

    private final PubSocket socket;
    private final MetricsSource source;
    private final Duration sampleInterval;
    private final Endpoint endpoint;
    private Disposable publishing = Disposables.disposed();

    /**
     * Binds at once, so that the endpoint is known; publishes from {@link #start()} on.
     *
     * @param observer is shown the socket, with a name for people, before it binds
     */
    public HostPublisher(
            ZmqContext zmq,
            MetricsSource source,
            TelemetryProperties properties,
            BiConsumer<String, ZmqSocket> observer) {
        this.socket = zmq.pub();
        observer.accept("PUB", socket);
        this.source = source;
        this.sampleInterval = properties.sampleInterval();
        this.endpoint = socket.bindNow(properties.bind());
    }

    public void start() {
        publishing = socket.send(messages())
                .subscribe(nothing -> {}, failure -> LOG.error("publishing on {} ended", endpoint, failure));
    }

    /** A tick for which there is no time is dropped: a late measurement is worth less than the next one. */
    private Flux<ZmqMessage> messages() {
        return Flux.interval(sampleInterval)
                .onBackpressureDrop()
                .concatMap(tick -> measure(), 1)
                // Rates need two measurements, so the first one would be a torso.
                .skip(1)
                .concatMapIterable(readings -> readings)
                .map(ReadingMessage::encode);
    }

    /** Reads files, so never on the thread that asks: that may be the socket's event loop. */
    private Mono<List<Reading>> measure() {
        return Mono.fromCallable(() -> source.read(Instant.now()))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> LOG.warn("could not measure this host", failure))
                .onErrorComplete();
    }

    /** Where subscribers connect, with the real port. */
    public Endpoint endpoint() {
        return endpoint;
    }

    public PubSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        publishing.dispose();
        socket.close();
    }
}
