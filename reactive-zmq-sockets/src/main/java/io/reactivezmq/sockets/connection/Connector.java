package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.reactivezmq.codec.netty.ChannelConnection;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.options.ReconnectPolicy;
import io.reactivezmq.core.options.ReconnectStop;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeConnectionListener;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps one pipe connected to an endpoint.
 *
 * <pre>
 *   start -> CONNECTING -> HANDSHAKE -> ESTABLISHED
 *               |              |             |
 *               +--------------+-------------+--> WAITING (backoff) -> CONNECTING
 *   close: from any state
 * </pre>
 *
 * <p>Every failure waits by the {@link ReconnectPolicy}; only a connection that has lasted for {@link #STABLE} sets the
 * backoff back, so a peer that accepts and drops in a loop is not hammered. A connection that this side gave up to have another
 * ({@link Pipe#reset}) is no failure: the next comes after the shortest interval, also when reconnecting is off. A peer that breaks the protocol, which libzmq
 * gives up on, is tried again at the longest interval: it may be repaired. A peer that says it does not let this side in (ZAP 400
 * and 500) is left alone, as in libzmq: the same credentials, tried again and again, would lock an account. Confined to the
 * pipe's event loop.
 */
public final class Connector implements ConnectingLink, HandshakeListener, PipeConnectionListener {

    /** A connection that has lasted so long was no failure. */
    public static final Duration STABLE = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final Transport transport;
    private final ConnectionHost host;
    private final EventLoop loop;
    private final RoutedPipe pipe;

    /** Completes when this is closed and the last event of its connection has been told. */
    private final Sinks.Empty<Void> ended = Sinks.empty();

    private int failures;
    private long establishedAt;
    private boolean established;
    private boolean closed;
    private @Nullable Channel channel;
    private @Nullable SocketAddress peer;
    private @Nullable Future<?> retry;
    private Disposable attempt = Disposables.disposed();

    /** @param prepare is shown the pipe before it takes part in routing; what it throws is thrown here */
    public Connector(
            Endpoint endpoint, Transport transport, ConnectionHost host, EventLoop loop, Consumer<Pipe> prepare) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.host = host;
        this.loop = loop;
        this.pipe = new RoutedPipe(host, loop, endpoint, prepare);
    }

    /** Opens the pipe at once, as libzmq does, and begins to connect; raises {@link ZmqClosedException} without event loops. */
    @Override
    public void start() {
        pipe.start();
        try {
            loop.execute(this::connect);
        } catch (RejectedExecutionException shutDown) {
            pipe.close();
            throw ZmqClosedException.contextClosed();
        }
    }

    @Override
    public Pipe pipe() {
        return pipe.get();
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    /** There will be no other attempt. */
    private boolean isOver() {
        return closed || pipe.givenUpFor() != null;
    }

    private void connect() {
        retry = null;
        if (isOver()) {
            return;
        }
        host.emit(new ConnectDelayed(endpoint));
        attempt = transport.connect(endpoint, host.options(), loop, this::initialize)
                .subscribe(this::connected, this::connectFailed);
    }

    private void initialize(Channel initialized) {
        channel = initialized;
        host.channelSetup().begin(initialized, transport, host, this);
    }

    private void connected(Channel active) {
        peer = active.remoteAddress();
        host.emit(new Connected(endpoint, active.remoteAddress()));
    }

    private void connectFailed(Throwable failure) {
        ZmqException cause = failure instanceof ZmqException known ? known
                : new ZmqConnectionException(ErrorCode.ECONNREFUSED, "cannot connect to " + endpoint, failure);
        channel = null;
        retryLater(cause, cause.code() == ErrorCode.ECONNREFUSED ? ReconnectStop.CONNECTION_REFUSED : null);
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
        established = true;
        if (establishedAt != 0) {
            host.countReconnect();
        }
        establishedAt = System.nanoTime();
        pipe.connected();
        Pipe current = pipe.get();
        current.attach(connection, connection.remoteAddress(), this);
        host.emit(new HandshakeSucceeded(endpoint, connection.remoteAddress(), current.routingId(),
                connection.peerType(), connection.protocol()));
        return current;
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        host.countFailedHandshake(cause);
        host.emit(new HandshakeFailed(endpoint, remote(), cause));
        channel = null;
        retryLater(cause, ReconnectStop.HANDSHAKE_FAILED);
    }

    @Override
    public void onConnectionClosed(@Nullable ZmqException cause, long undelivered) {
        channel = null;
        established = false;
        Pipe current = pipe.get();
        boolean abandoned = current.isAbandoned();
        long lost = undelivered + pipe.disconnected();
        host.emit(new Disconnected(endpoint, remote(), current.routingId(), cause, lost));
        if (isOver()) {
            ended.tryEmitEmpty();
            return;
        }
        if (System.nanoTime() - establishedAt >= STABLE.toNanos()) {
            failures = 0;
        }
        if (abandoned) {
            connectAnew(cause);
        } else {
            retryLater(cause, null);
        }
        host.peerLost(current, Role.CONNECTED);
    }

    private SocketAddress remote() {
        SocketAddress known = peer;
        return known == null ? UnknownAddress.INSTANCE : known;
    }

    /** This side has closed the connection because it wants another: no failure, and no matter of the policy but for its pace. */
    private void connectAnew(@Nullable ZmqException cause) {
        if (pipe.isWantedAfter(cause)) {
            retryAfter(1, 1, cause);
        }
    }

    private void retryLater(@Nullable ZmqException cause, @Nullable ReconnectStop reason) {
        // one attempt can fail twice: its connection is refused, and its handshake ends
        if (isOver() || retry != null || !pipe.isWantedAfter(cause)) {
            return;
        }
        if (cause instanceof ZmqSecurityException refusal && refusal.isByPeer() && !refusal.isRetryable()) {
            pipe.giveUp(cause);
            return;
        }
        ReconnectPolicy policy = host.options().reconnect();
        if (!policy.enabled() || reason != null && policy.stopOn().contains(reason)) {
            pipe.giveUp(cause);
            return;
        }
        failures++;
        retryAfter(isPeersNature(cause) ? Integer.MAX_VALUE : failures, failures, cause);
    }

    private void retryAfter(int backoff, int attempts, @Nullable ZmqException cause) {
        Duration delay = host.options().reconnect().delay(backoff, ThreadLocalRandom.current().nextDouble());
        host.emit(new ConnectRetried(endpoint, delay, attempts, cause));
        retry = loop.schedule(this::connect, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the peer has to change before an attempt can succeed: it breaks the protocol, or is not let in here. */
    private static boolean isPeersNature(@Nullable ZmqException cause) {
        return cause instanceof ZmqProtocolException || cause instanceof ZmqSecurityException refusal && !refusal.isRetryable();
    }

    @Override
    public @Nullable ZmqException givenUpFor() {
        return pipe.givenUpFor();
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return Mono.defer(() -> {
            pipe.closing();
            return Linger.close(pipe.get(), linger).then(Mono.defer(() -> {
                if (loop.isShuttingDown()) {
                    return Mono.empty();
                }
                loop.execute(this::closeNow);
                return ended.asMono();
            }));
        });
    }

    private void closeNow() {
        closed = true;
        Future<?> waiting = retry;
        if (waiting != null) {
            waiting.cancel(false);
        }
        attempt.dispose();
        pipe.close();
        Channel open = channel;
        if (open == null) {
            ended.tryEmitEmpty();
        } else if (established) {
            open.close(); // onConnectionClosed follows
        } else {
            ChannelEnd.whenTold(open, ended::tryEmitEmpty);
            open.close();
        }
    }
}
