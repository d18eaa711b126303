package io.reactivezmq.samples.guide.binarystar;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.samples.guide.binarystar.Fsm.State;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.Request;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Binary star: a primary and a backup, of which exactly one answers.
 *
 * <p>The guide has a state machine inside a reactor of zloop timers and poll handlers. Here the machine ({@link Fsm}) is a value,
 * and what drives it are three streams in one: what the other server is, what clients ask, and the beat at which this one says what
 * it is. A server takes over when it has not heard of the other one for a while and a client asks: two signs, so that a cut between
 * the servers alone makes no second one.
 */
final class BinaryStar {

    private final PubSocket tells;
    private final SubSocket hears;
    private final RepSocket serves;
    private final Duration beat;
    private final Duration expiry;
    private final Scheduler timer;
    private volatile Fsm fsm;

    /**
     * @param first {@link State#PRIMARY} or {@link State#BACKUP}
     * @param beat how often this server says that it lives
     * @param expiry after what silence the other one is dead; several beats
     */
    BinaryStar(ZmqContext zmq, State first, Duration beat, Duration expiry, Scheduler timer) {
        tells = zmq.pub();
        hears = zmq.sub();
        hears.subscribe("");
        serves = zmq.rep();
        this.beat = beat;
        this.expiry = expiry;
        this.timer = timer;
        fsm = new Fsm(first, now() + expiry.toMillis());
    }

    Endpoint bindForPeer(String endpoint) {
        return tells.bindNow(endpoint);
    }

    Endpoint bindForClients(String endpoint) {
        return serves.bindNow(endpoint);
    }

    /**
     * Serves for as long as it is subscribed; emits each state that it comes into. Ends with {@link Fsm.SplitBrain} where that
     * happens.
     */
    Flux<State> run(Endpoint peer, Function<ZmqMessage, ZmqMessage> service) {
        Flux<Runnable> heard = hears.receive().flatMapIterable(BinaryStar::state)
                .map(state -> () -> fsm = fsm.heard(state, now() + expiry.toMillis()));
        Flux<Runnable> asked = serves.requests().map(request -> () -> answer(request, service));
        Flux<Runnable> beats = Flux.interval(beat, timer).onBackpressureDrop().map(tick -> this::tell);
        return hears.connect(peer).thenMany(Flux.merge(heard, asked, beats.takeUntilOther(tells.onDispose())))
                .map(event -> {
                    event.run();
                    return fsm.state();
                })
                .startWith(fsm.state()).distinctUntilChanged().doOnNext(change -> tell());
    }

    private void tell() {
        tells.trySend(ZmqMessage.of(fsm.state().name()));
    }

    /** Who is not active does not answer, and the client asks the other one. */
    private void answer(Request request, Function<ZmqMessage, ZmqMessage> service) {
        fsm = fsm.asked(now());
        if (fsm.state() == State.ACTIVE) {
            request.reply(service.apply(request.message())).subscribe();
        }
    }

    private static List<State> state(ZmqMessage message) {
        String name = message.frameAsString(0);
        return List.of(State.values()).stream().filter(state -> state.name().equals(name)).toList();
    }

    private long now() {
        return timer.now(TimeUnit.MILLISECONDS);
    }

    void close() {
        tells.close();
        hears.close();
        serves.close();
    }
}
