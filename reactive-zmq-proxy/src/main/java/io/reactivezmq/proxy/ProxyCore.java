package io.reactivezmq.proxy;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** What both kinds of proxy are: the directions between two sockets, at most one run at a time, and what was counted. */
final class ProxyCore {

    private static final Tally NOTHING = new Tally();

    private final ZmqSocket frontend;
    private final ZmqSocket backend;
    private final @Nullable Capture capture;
    private final CapturedMessages captured;
    private final @Nullable Direction forth;
    private final @Nullable Direction back;
    private final List<Direction> directions = new ArrayList<>();
    private final AtomicReference<@Nullable ProxyRun> current = new AtomicReference<>();
    private boolean paused;

    ProxyCore(ZmqSocket frontend, ZmqSocket backend, @Nullable Capture capture) {
        ProxyPair.requireLegal(frontend, backend);
        this.frontend = frontend;
        this.backend = backend;
        this.capture = capture;
        this.captured = new CapturedMessages(Mono.firstWithSignal(frontend.onDispose(), backend.onDispose()),
                Schedulers.boundedElastic());
        this.forth = direction(frontend, backend);
        this.back = frontend == backend ? null : direction(backend, frontend);
    }

    private @Nullable Direction direction(ZmqSocket from, ZmqSocket to) {
        if (from instanceof ReceivingSocket receiving && to instanceof SendingSocket sending) {
            Direction direction = new Direction(receiving, sending, capture, captured);
            directions.add(direction);
            return direction;
        }
        return null;
    }

    Mono<Void> run() {
        return Mono.create(this::begin);
    }

    /** Nobody is told of an error but Reactor's hook for errors that have nobody. */
    static Disposable start(Mono<Void> run) {
        return run.subscribe(none -> { }, failure -> Operators.onErrorDropped(failure, Context.empty()));
    }

    private void begin(MonoSink<Void> sink) {
        ProxyRun run = new ProxyRun(directions, failure -> {
            current.set(null);
            if (failure == null) {
                sink.success();
            } else {
                sink.error(failure);
            }
        });
        if (!current.compareAndSet(null, run)) {
            sink.error(new ZmqStateException("this proxy is running: cancel that run, or wait for its end, before the next"));
            return;
        }
        sink.onCancel(() -> stop(run));
        synchronized (this) {
            if (paused) {
                run.hold();
            }
        }
        run.start();
    }

    private void stop(ProxyRun run) {
        if (run.stop()) {
            current.compareAndSet(run, null);
        }
    }

    /** Completes the run that is under way, if any, and ends a pause with it. */
    void terminate() {
        ProxyRun run;
        synchronized (this) {
            paused = false;
            run = current.get();
        }
        if (run != null) {
            run.over(null);
        }
    }

    synchronized void pause() {
        paused = true;
        ProxyRun run = current.get();
        if (run != null) {
            run.hold();
        }
    }

    void resume() {
        ProxyRun run;
        synchronized (this) {
            paused = false;
            run = current.get();
        }
        if (run == null) {
            return;
        }
        run.release();
        synchronized (this) {
            if (paused) {
                run.hold(); // somebody else has paused it meanwhile
            }
        }
    }

    synchronized boolean isPaused() {
        return paused;
    }

    Flux<ZmqMessage> captured() {
        return captured.messages();
    }

    /** Completes when one of the sockets is closed. */
    private Mono<Void> closed() {
        return Mono.firstWithSignal(frontend.onDispose(), backend.onDispose());
    }

    ProxyStatistics statistics() {
        Capture copies = capture;
        Direction in = forth;
        Direction out = back;
        return new ProxyStatistics(side(in, out), side(out, in),
                copies == null ? 0 : copies.taken(), copies == null ? 0 : copies.dropped(), captured.missed(),
                undeliverable(in).messages() + undeliverable(out).messages());
    }

    Flux<ProxyStatistics> statistics(Duration interval) {
        return Flux.interval(Duration.ZERO, interval).onBackpressureDrop().map(tick -> statistics())
                .takeUntilOther(closed());
    }

    private static ProxyStatistics.Side side(@Nullable Direction from, @Nullable Direction to) {
        Tally in = from == null ? NOTHING : from.received();
        Tally out = to == null ? NOTHING : to.received();
        Tally refused = undeliverable(to);
        // read first: it is part of the others, and they only grow
        long messages = refused.messages();
        long frames = refused.frames();
        long bytes = refused.bytes();
        return new ProxyStatistics.Side(in.messages(), in.frames(), in.bytes(),
                out.messages() - messages, out.frames() - frames, out.bytes() - bytes);
    }

    private static Tally undeliverable(@Nullable Direction direction) {
        return direction == null ? NOTHING : direction.undeliverable();
    }
}
