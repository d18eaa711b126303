package io.reactivezmq.samples.telemetry.pressure;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.samples.telemetry.TelemetryProperties;
import io.reactivezmq.sockets.ZmqContext;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The switch: while it is on, a run of the experiment has its own sockets; off, there is no socket and no timer. */
public final class SlowConsumerDemo implements AutoCloseable {

    private final ZmqContext zmq;
    private final TelemetryProperties.SlowConsumer settings;
    private final BiConsumer<String, ZmqSocket> observer;
    private @Nullable DemoRun current;
    private long droppedInEarlierRuns;

    /**
     * Opens nothing yet.
     *
     * @param observer is shown every socket of a run, with a name for people, before it binds or connects
     */
    public SlowConsumerDemo(
            ZmqContext zmq, TelemetryProperties.SlowConsumer settings, BiConsumer<String, ZmqSocket> observer) {
        this.zmq = zmq;
        this.settings = settings;
        this.observer = observer;
    }

    /** Idempotent, and safe to call from several threads; completes when the sockets are there, or gone. */
    public Mono<Void> switchTo(boolean on) {
        return Mono.defer(on ? this::start : this::stop);
    }

    private Mono<Void> start() {
        DemoRun run;
        synchronized (this) {
            if (current != null) {
                return Mono.empty();
            }
            run = new DemoRun(zmq, settings);
            current = run;
        }
        run.sockets().forEach(observer);
        return run.start().onErrorResume(failure -> stop().then(Mono.error(failure)));
    }

    private Mono<Void> stop() {
        DemoRun run;
        synchronized (this) {
            if (current == null) {
                return Mono.empty();
            }
            run = current;
            current = null;
            droppedInEarlierRuns += run.sample().dropped();
        }
        return run.stop();
    }

    /** Counters of the current run. */
    public synchronized PressureSample sample() {
        return current == null ? PressureSample.OFF : current.sample();
    }

    /** Drops of all runs, the current one included: never falls. */
    public synchronized long droppedInAllRuns() {
        return droppedInEarlierRuns + sample().dropped();
    }

    /** Ends the run; its sockets are gone at the latest when their context is. */
    @Override
    public void close() {
        stop().subscribe();
    }
}
