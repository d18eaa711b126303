package io.reactivezmq.samples.telemetry.status;

import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.samples.telemetry.feed.HostPublisher;
import io.reactivezmq.samples.telemetry.feed.TelemetryFeed;
import io.reactivezmq.samples.telemetry.pressure.SlowConsumerDemo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Samples every counter once a second and keeps as much of the past as the windows do. */
public final class StatusFeed implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Rates are taken over this many periods: a source is asked in batches, and a held one only now and then. */
    private static final int RATE_PERIODS = 3;

    private final @Nullable HostPublisher publisher;
    private final TelemetryFeed feed;
    private final SlowConsumerDemo demo;
    private final Scheduler clock = Schedulers.parallel();
    private final ConnectableFlux<TelemetryStatus> statuses;
    private final ConnectableFlux<TelemetryStatus> latest;
    private Disposable sampling = Disposables.disposed();

    /** @param io which I/O the sockets run on */
    public StatusFeed(
            String io,
            @Nullable HostPublisher publisher,
            TelemetryFeed feed,
            SlowConsumerDemo demo,
            BrowserCount browsers,
            TelemetryProperties properties) {
        this.publisher = publisher;
        this.feed = feed;
        this.demo = demo;
        StatusReport report = new StatusReport(io, feed.endpoint(), properties, browsers);
        this.statuses = Flux.interval(PERIOD, clock)
                .onBackpressureDrop()
                .map(tick -> sample())
                .startWith(Mono.fromSupplier(this::sample))
                .scan(List.<CounterSample>of(), StatusFeed::latest)
                .filter(samples -> samples.size() > 1)
                .map(samples -> report.between(samples.get(0), samples.get(samples.size() - 1)))
                .replay(properties.history());
        this.latest = statuses.replay(1);
    }

    public void start() {
        latest.connect();
        sampling = statuses.connect();
    }

    private static List<CounterSample> latest(List<CounterSample> samples, CounterSample next) {
        return Stream.concat(samples.stream().skip(Math.max(0, samples.size() - RATE_PERIODS)), Stream.of(next)).toList();
    }

    private CounterSample sample() {
        @Nullable SocketStatistics published = publisher == null ? null : publisher.socket().statistics();
        return new CounterSample(
                clock.now(TimeUnit.MILLISECONDS),
                published,
                feed.socket().statistics(),
                feed.malformed(),
                demo.sample(),
                demo.droppedInAllRuns());
    }

    /** Hot: the recent past, then one a second. Never completes. */
    public Flux<TelemetryStatus> statuses() {
        return statuses;
    }

    /** The latest status; waits for the first one of all. */
    public Mono<TelemetryStatus> latest() {
        return latest.next();
    }

    @Override
    public void close() {
        sampling.dispose();
    }
}
