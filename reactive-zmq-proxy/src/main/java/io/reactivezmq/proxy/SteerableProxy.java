package io.reactivezmq.proxy;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A {@link ZmqProxy} that can be paused, resumed and ended, by calls and, as libzmq's {@code zmq_proxy_steerable}, over a socket.
 *
 * <pre>{@code
 * RepSocket control = zmq.rep();
 * control.bindNow("tcp://127.0.0.1:5557");            // a REQ sends PAUSE, RESUME, STATISTICS, TERMINATE
 * SteerableProxy.builder(frontend, backend).control(control).build().run().block();
 * }</pre>
 *
 * <p><b>Control socket</b>: commands are messages of one frame with exactly the text {@code PAUSE}, {@code RESUME}, {@code TERMINATE} or
 * {@code STATISTICS}. They are served while {@link #run} is subscribed to, also while the proxy is paused; those that come otherwise wait in
 * the socket. {@code STATISTICS} is answered with libzmq's eight frames, each an unsigned 64-bit number in the byte order of this
 * machine: of the frontend the frames received, the bytes received, the frames sent and the bytes sent, then the same of the backend. A REP
 * answers every other message, known or not, with one empty frame; PAIR and DEALER answer {@code STATISTICS} alone, if the controller
 * has room for it at that moment (else {@link #repliesDropped()} counts it); PULL and SUB do not answer. Other than in libzmq a command of
 * several frames does not end the proxy: it is none.
 *
 * <p>Everything else, and the threads, as in {@link ZmqProxy}.
 */
public final class SteerableProxy {

    private final ProxyCore core;
    private final @Nullable ControlChannel control;

    SteerableProxy(ProxyCore core, @Nullable ZmqSocket control) {
        this.core = core;
        this.control = control == null ? null : new ControlChannel(control, core);
    }

    /**
     * A proxy between these sockets, without capture or control socket.
     *
     * @throws io.reactivezmq.core.error.ZmqOptionException (EINVAL) if no message could go from one to the other
     */
    public static SteerableProxy between(ZmqSocket frontend, ZmqSocket backend) {
        return builder(frontend, backend).build();
    }

    /** As {@link #between}, with settings still to come. */
    public static SteerableProxyBuilder builder(ZmqSocket frontend, ZmqSocket backend) {
        return new SteerableProxyBuilder(frontend, backend);
    }

    /**
     * As {@link ZmqProxy#run}, and it also completes with {@link #terminate}. A run begins paused if {@link #pause} came before it. An
     * {@link IllegalStateException} when somebody else receives from the control socket.
     */
    public Mono<Void> run() {
        Mono<Void> forwarding = core.run();
        return control == null ? forwarding : Mono.firstWithSignal(forwarding, control.serve().then(Mono.never()));
    }

    /** As {@link ZmqProxy#start}. */
    public Disposable start() {
        return ProxyCore.start(run());
    }

    /**
     * Lets no further message through, in either direction, until {@link #resume}; one that is being forwarded on another thread just
     * now, or waits for room, still goes. What arrives fills the high-water marks, and nothing is lost. Idempotent; any thread.
     */
    public void pause() {
        core.pause();
    }

    /**
     * Goes on after {@link #pause}, and with what has come meanwhile: of that it may forward up to about a thousand messages a
     * direction itself before it returns, the event loops the rest. Blocks on nothing. Idempotent; any thread.
     */
    public void resume() {
        core.resume();
    }

    /** Whether the proxy is paused; it may run or not. */
    public boolean isPaused() {
        return core.isPaused();
    }

    /**
     * Completes the run that is under way, between two messages, and ends a pause, so that the next run is not paused. When the run
     * has completed, another receiver may subscribe to its sockets, such as another proxy. Any thread.
     */
    public void terminate() {
        core.terminate();
    }

    /** As {@link ZmqProxy#captured}. */
    public Flux<ZmqMessage> captured() {
        return core.captured();
    }

    /** As {@link ZmqProxy#statistics()}. */
    public ProxyStatistics statistics() {
        return core.statistics();
    }

    /** As {@link ZmqProxy#statistics(Duration)}. */
    public Flux<ProxyStatistics> statistics(Duration interval) {
        return core.statistics(interval);
    }

    /** Answers on the control socket that its controller had no room for, had gone before, or that met the closing of the socket. */
    public long repliesDropped() {
        return control == null ? 0 : control.dropped();
    }
}
