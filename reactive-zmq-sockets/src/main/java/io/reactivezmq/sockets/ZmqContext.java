package io.reactivezmq.sockets;

import io.reactivezmq.core.SocketMetrics;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The event loops that sockets run on, and the door to them. A process needs one; sockets of one context share its threads.
 *
 * <pre>{@code
 * try (ZmqContext zmq = ZmqContext.create()) {
 *     SubSocket sub = zmq.sub();
 *     sub.subscribe("sensor.");
 *     sub.connectNow("tcp://127.0.0.1:5556");
 *     sub.receive().subscribe(System.out::println);
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe. Closing a context closes its sockets, each within its linger time, then stops the loops.
 */
public final class ZmqContext implements Disposable, AutoCloseable {

    private static final Duration LOOP_SHUTDOWN = Duration.ofSeconds(2);

    private final ContextResources resources;
    private final SocketOptions defaults;
    private final @Nullable SocketMetrics metrics;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    ZmqContext(ContextResources resources, SocketOptions defaults, @Nullable SocketMetrics metrics) {
        this.resources = resources;
        this.defaults = defaults;
        this.metrics = metrics;
    }

    /** A context with the best I/O that works here and as many event loops as processors. */
    public static ZmqContext create() {
        return builder().build();
    }

    public static ZmqContextBuilder builder() {
        return new ZmqContextBuilder();
    }

    /** The I/O that the event loops use; never {@link IoTransport#AUTO}. */
    public IoTransport io() {
        return resources.loops().io();
    }

    /** A PUSH socket with the context's options. */
    public PushSocket push() {
        return push(defaults);
    }

    public PushSocket push(SocketOptions options) {
        return open(SocketType.PUSH, options, PushSocket::new);
    }

    /** A PUSH socket with the context's options, changed. */
    public PushSocket push(Consumer<SocketOptions.Builder> changes) {
        return push(defaults.mutate(changes));
    }

    /** A PULL socket with the context's options. */
    public PullSocket pull() {
        return pull(defaults);
    }

    public PullSocket pull(SocketOptions options) {
        return open(SocketType.PULL, options, PullSocket::new);
    }

    /** A PULL socket with the context's options, changed. */
    public PullSocket pull(Consumer<SocketOptions.Builder> changes) {
        return pull(defaults.mutate(changes));
    }

    /** A PUB socket with the context's options. */
    public PubSocket pub() {
        return pub(defaults);
    }

    public PubSocket pub(SocketOptions options) {
        return open(SocketType.PUB, options, PubSocket::new);
    }

    /** A PUB socket with the context's options, changed. */
    public PubSocket pub(Consumer<SocketOptions.Builder> changes) {
        return pub(defaults.mutate(changes));
    }

    /** A SUB socket with the context's options. */
    public SubSocket sub() {
        return sub(defaults);
    }

    public SubSocket sub(SocketOptions options) {
        return open(SocketType.SUB, options, SubSocket::new);
    }

    /** A SUB socket with the context's options, changed. */
    public SubSocket sub(Consumer<SocketOptions.Builder> changes) {
        return sub(defaults.mutate(changes));
    }

    /** A PAIR socket with the context's options. */
    public PairSocket pair() {
        return pair(defaults);
    }

    public PairSocket pair(SocketOptions options) {
        return open(SocketType.PAIR, options, PairSocket::new);
    }

    /** A PAIR socket with the context's options, changed. */
    public PairSocket pair(Consumer<SocketOptions.Builder> changes) {
        return pair(defaults.mutate(changes));
    }

    /** A REQ socket with the context's options. */
    public ReqSocket req() {
        return req(defaults);
    }

    public ReqSocket req(SocketOptions options) {
        return open(SocketType.REQ, options, ReqSocket::new);
    }

    /** A REQ socket with the context's options, changed. */
    public ReqSocket req(Consumer<SocketOptions.Builder> changes) {
        return req(defaults.mutate(changes));
    }

    /** A REP socket with the context's options. */
    public RepSocket rep() {
        return rep(defaults);
    }

    public RepSocket rep(SocketOptions options) {
        return open(SocketType.REP, options, RepSocket::new);
    }

    /** A REP socket with the context's options, changed. */
    public RepSocket rep(Consumer<SocketOptions.Builder> changes) {
        return rep(defaults.mutate(changes));
    }

    /** A DEALER socket with the context's options. */
    public DealerSocket dealer() {
        return dealer(defaults);
    }

    public DealerSocket dealer(SocketOptions options) {
        return open(SocketType.DEALER, options, DealerSocket::new);
    }

    /** A DEALER socket with the context's options, changed. */
    public DealerSocket dealer(Consumer<SocketOptions.Builder> changes) {
        return dealer(defaults.mutate(changes));
    }

    /** A ROUTER socket with the context's options. */
    public RouterSocket router() {
        return router(defaults);
    }

    public RouterSocket router(SocketOptions options) {
        return open(SocketType.ROUTER, options, RouterSocket::new);
    }

    /** A ROUTER socket with the context's options, changed. */
    public RouterSocket router(Consumer<SocketOptions.Builder> changes) {
        return router(defaults.mutate(changes));
    }

    /** An XPUB socket with the context's options. */
    public XPubSocket xpub() {
        return xpub(defaults);
    }

    public XPubSocket xpub(SocketOptions options) {
        return open(SocketType.XPUB, options, XPubSocket::new);
    }

    /** An XPUB socket with the context's options, changed. */
    public XPubSocket xpub(Consumer<SocketOptions.Builder> changes) {
        return xpub(defaults.mutate(changes));
    }

    /** An XSUB socket with the context's options. */
    public XSubSocket xsub() {
        return xsub(defaults);
    }

    public XSubSocket xsub(SocketOptions options) {
        return open(SocketType.XSUB, options, XSubSocket::new);
    }

    /** An XSUB socket with the context's options, changed. */
    public XSubSocket xsub(Consumer<SocketOptions.Builder> changes) {
        return xsub(defaults.mutate(changes));
    }

    /** A STREAM socket with the context's options. */
    public StreamSocket stream() {
        return stream(defaults);
    }

    public StreamSocket stream(SocketOptions options) {
        return open(SocketType.STREAM, options, StreamSocket::new);
    }

    /** A STREAM socket with the context's options, changed. */
    public StreamSocket stream(Consumer<SocketOptions.Builder> changes) {
        return stream(defaults.mutate(changes));
    }

    /** A client for many requests at once, over a DEALER socket with the context's options. */
    public RequestClient requestClient() {
        return requestClient(defaults);
    }

    /** A client for many requests at once, over a DEALER socket with the context's options, changed. */
    public RequestClient requestClient(Consumer<SocketOptions.Builder> changes) {
        return requestClient(defaults.mutate(changes));
    }

    private RequestClient requestClient(SocketOptions options) {
        requireOpen();
        RequestClient client = new RequestClient(SocketSetup.of(SocketType.DEALER, options, resources));
        opened(client.socket());
        return client;
    }

    private <S extends AbstractSocket> S open(SocketType type, SocketOptions options, Function<SocketSetup, S> constructor) {
        requireOpen();
        return opened(constructor.apply(SocketSetup.of(type, options, resources)));
    }

    private void requireOpen() {
        if (closing.get()) {
            throw ZmqClosedException.contextClosed();
        }
    }

    private <S extends AbstractSocket> S opened(S socket) {
        if (closing.get()) {
            // the close that ran meanwhile may not have seen it
            socket.dispose();
            throw ZmqClosedException.contextClosed();
        }
        measure(socket);
        return socket;
    }

    private void measure(AbstractSocket socket) {
        if (metrics != null) {
            try {
                metrics.opened(socket);
            } catch (RuntimeException failed) {
                socket.dispose();
                throw failed;
            }
        }
    }

    /**
     * Closes all sockets, each within its linger time, then the event loops. Completes when everything is released. Any
     * thread, any number of times.
     */
    public Mono<Void> disposeLater() {
        return new ContainedMono<>(Mono.defer(this::beginToClose));
    }

    private Mono<Void> beginToClose() {
        if (closing.compareAndSet(false, true)) {
            Mono.when(resources.openSockets().stream().map(SocketCore::close).toList())
                    .doFinally(end -> resources.closeHandshakes())
                    .then(Mono.defer(() -> resources.loops().disposeLater(Duration.ZERO, LOOP_SHUTDOWN)))
                    .doFinally(end -> closed.tryEmitEmpty())
                    .subscribe();
        }
        return closed.asMono();
    }

    /** Completes when the context has been closed. */
    public Mono<Void> onDispose() {
        return new ContainedMono<>(closed.asMono());
    }

    @Override
    public void dispose() {
        beginToClose();
    }

    @Override
    public boolean isDisposed() {
        return closing.get();
    }

    /**
     * Closes and waits for it, at most for the longest linger time of its sockets and a few seconds. On an event-loop or other
     * non-blocking thread it does not wait.
     */
    @Override
    public void close() {
        List<SocketCore> open = resources.openSockets();
        Duration linger = open.stream().map(socket -> socket.options().linger())
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        CloseAndWait.on(beginToClose(), linger.plus(LOOP_SHUTDOWN));
    }
}
