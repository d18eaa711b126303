package io.reactivezmq.sockets.inproc;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Accepted;
import io.reactivezmq.core.event.ConnectDelayed;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.sockets.connection.ConnectingLink;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.connection.Connector;
import io.reactivezmq.sockets.connection.Linger;
import io.reactivezmq.sockets.connection.RoutedPipe;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeConnectionListener;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps one pipe connected to whoever is bound to a name, from when somebody is. libzmq gives up when that socket closes; here the
 * pipe waits for the next one to bind the name, as it does on every other transport. Who ends a connection soon and stays bound, as a
 * PAIR with another peer does, is tried again at the pace of the {@link io.reactivezmq.core.options.ReconnectPolicy}.
 * Confined to the pipe's event loop.
 */
public final class InprocConnector implements ConnectingLink, PipeConnectionListener {

    static final String VERSION = "inproc";

    private final InprocEndpoint endpoint;
    private final InprocNames names;
    private final ConnectionHost host;
    private final EventLoop loop;
    private final RoutedPipe pipe;
    private final InprocAddress address;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private boolean connected;
    private boolean connectedBefore;
    private boolean closed;
    /** Who is connected to, or was last. */
    private @Nullable InprocBinder current;
    /** Who ended a connection that had not lasted. */
    private @Nullable InprocBinder unkind;
    private long establishedAt;
    private int failures;
    private @Nullable Future<?> retry;

    /** @param prepare is shown the pipe before it takes part in routing; what it throws is thrown here */
    public InprocConnector(
            InprocEndpoint endpoint, InprocNames names, ConnectionHost host, EventLoop loop, Consumer<Pipe> prepare) {
        this.endpoint = endpoint;
        this.names = names;
        this.host = host;
        this.loop = loop;
        this.pipe = new RoutedPipe(host, loop, endpoint, prepare);
        this.address = new InprocAddress(endpoint.name());
    }

    /** Opens the pipe at once, as libzmq does, and connects it when somebody is bound. */
    @Override
    public void start() {
        pipe.start();
        pipe.get().execute(() -> host.emit(new ConnectDelayed(endpoint)));
        connect();
    }

    /** Somebody may be bound now; any thread. */
    void connect() {
        pipe.get().execute(this::connectNow);
    }

    private void connectNow() {
        if (isOver() || connected || pipe.get().isTerminated()) {
            return;
        }
        InprocBinder binder = names.find(endpoint.name(), this);
        if (binder != null && binder == unkind) {
            binder = names.findOther(endpoint.name(), binder, this);
            if (binder == null) {
                connectLater();
                return;
            }
        }
        stopPausing();
        while (binder != null && !accepts(binder.host())) {
            binder = names.findOther(endpoint.name(), binder, this);
        }
        if (binder != null) {
            establish(binder);
        }
    }

    private boolean isOver() {
        return closed || pipe.givenUpFor() != null;
    }

    /** Who ended the last connection soon is still bound, and would end the next one: without a pause this would go on without end. */
    private void connectLater() {
        if (retry != null) {
            return;
        }
        failures++;
        Duration delay = host.options().reconnect().delay(failures, ThreadLocalRandom.current().nextDouble());
        host.emit(new ConnectRetried(endpoint, delay, failures, null));
        retry = loop.schedule(() -> {
            retry = null;
            unkind = null;
            connectNow();
        }, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Somebody else is bound, or nobody is. */
    private void stopPausing() {
        Future<?> waiting = retry;
        if (waiting != null) {
            waiting.cancel(false);
            retry = null;
        }
    }

    private boolean accepts(ConnectionHost bound) {
        SocketType own = host.handshakeSettings().socketType();
        SocketType peer = bound.handshakeSettings().socketType();
        host.emit(new Connected(endpoint, address));
        bound.emit(new Accepted(endpoint, address));
        if (own.accepts(peer)) {
            return true;
        }
        fail(host, ZmtpViolations.socketTypeMismatch(own, peer));
        fail(bound, ZmtpViolations.socketTypeMismatch(peer, own));
        return false;
    }

    private void establish(InprocBinder binder) {
        ConnectionHost bound = binder.host();
        connected = true;
        current = binder;
        establishedAt = System.nanoTime();
        unkind = null;
        if (connectedBefore) {
            host.countReconnect();
        }
        connectedBefore = true;
        InprocConnection mine = new InprocConnection(loop, address, identity(bound));
        InprocConnection theirs = new InprocConnection(loop, address, identity(host));
        Pipe accepted = bound.newPipe(loop, endpoint);
        pipe.connected();
        Pipe own = pipe.get();
        InprocConnection.join(mine, own, theirs, accepted);
        InprocPeer accepting = new InprocPeer(endpoint, bound, accepted, theirs);
        bound.pipeOpened(accepted);
        accepted.attach(theirs, address, accepting);
        own.attach(mine, address, this);
        if (!bound.remember(accepting)) {
            mine.close(null); // that socket has been closed meanwhile
        }
        bound.emit(new HandshakeSucceeded(
                endpoint, address, accepted.routingId(), host.handshakeSettings().socketType(), VERSION));
        host.emit(new HandshakeSucceeded(
                endpoint, address, own.routingId(), bound.handshakeSettings().socketType(), VERSION));
    }

    private void fail(ConnectionHost socket, ZmqException cause) {
        socket.countFailedHandshake(cause);
        socket.emit(new HandshakeFailed(endpoint, address, cause));
    }

    private static byte[] identity(ConnectionHost socket) {
        HandshakeSettings settings = socket.handshakeSettings();
        return settings.socketType().sendsIdentity() ? settings.identity() : new byte[0];
    }

    @Override
    public void onConnectionClosed(@Nullable ZmqException cause, long undelivered) {
        connected = false;
        Pipe ending = pipe.get();
        boolean abandoned = ending.isAbandoned(); // by this side, which wants another
        if (System.nanoTime() - establishedAt >= Connector.STABLE.toNanos()) {
            failures = 0;
        } else if (!abandoned) {
            unkind = current;
        }
        long lost = undelivered + pipe.disconnected();
        host.emit(new Disconnected(endpoint, address, ending.routingId(), cause, lost));
        if (isOver()) {
            ended.tryEmitEmpty();
            return;
        }
        if (!abandoned && !host.options().reconnect().enabled()) {
            pipe.giveUp(cause);
        } else if (pipe.isWantedAfter(cause)) {
            connect();
        }
        host.peerLost(ending, Role.CONNECTED);
    }

    @Override
    public @Nullable ZmqException givenUpFor() {
        return pipe.givenUpFor();
    }

    @Override
    public Pipe pipe() {
        return pipe.get();
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return Mono.defer(() -> {
            pipe.closing();
            return Linger.close(pipe.get(), linger)
                    .then(Mono.defer(() -> pipe.get().execute(this::closeNow) ? ended.asMono() : Mono.empty()));
        });
    }

    private void closeNow() {
        closed = true;
        stopPausing();
        names.forget(endpoint.name(), this);
        pipe.close();
        if (!connected) {
            ended.tryEmitEmpty();
        }
    }
}
