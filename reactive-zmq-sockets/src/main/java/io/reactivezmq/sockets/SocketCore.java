package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.netty.Authentication;
import io.reactivezmq.codec.netty.CookieUse;
import io.reactivezmq.codec.netty.MechanismFactory;
import io.reactivezmq.codec.netty.TrafficSettings;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.PeerStatistics;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.connection.Acceptor;
import io.reactivezmq.sockets.connection.ChannelSetup;
import io.reactivezmq.sockets.connection.ConnectingLink;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.connection.Connector;
import io.reactivezmq.sockets.connection.Linger;
import io.reactivezmq.sockets.connection.Link;
import io.reactivezmq.sockets.connection.Transport;
import io.reactivezmq.sockets.inproc.InprocBinder;
import io.reactivezmq.sockets.inproc.InprocConnector;
import io.reactivezmq.sockets.pipe.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What every socket has, whatever its type: endpoints, pipes, events, counters, and an end. The type's rules are its
 * {@link Pattern}. Any thread may call.
 */
final class SocketCore implements ConnectionHost {

    /** Types that connect to an endpoint once, however often they are told to (libzmq's socket_base.cpp). */
    private static final Set<SocketType> CONNECT_ONCE =
            EnumSet.of(SocketType.DEALER, SocketType.SUB, SocketType.PUB, SocketType.REQ);

    private final SocketType type;
    private final LiveOptions live;
    private final ContextResources resources;
    private final EventLoop home;
    private final EventHub<SocketEvent> events;
    private volatile ConnectionSettings settings;

    private final Set<Mono<Void>> lingering = ConcurrentHashMap.newKeySet();
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final DepartedPeers departed;
    private final SocketNumbers numbers;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Pattern pattern;
    /** One connect after the other; no event loop waits for it. */
    private final Object connecting = new Object();
    private final Links links;
    private final SocketAuthentication authentication;
    private final CookieUse cookies = new CookieUse();

    SocketCore(SocketSetup setup, Pattern pattern) {
        this.type = setup.type();
        this.live = setup.live();
        this.resources = setup.resources();
        this.home = setup.home();
        this.events = setup.events();
        this.pattern = pattern;
        this.links = new Links(pattern);
        this.numbers = new SocketNumbers(pipes, setup.drops());
        this.departed = new DepartedPeers(live);
        MechanismFactory.prepare(live.get().security());
        this.settings = ConnectionSettings.of(type, live.get());
        this.authentication = new SocketAuthentication(type, live, resources.zap());
        cookies.begin(live.get().security());
        resources.add(this);
    }

    SocketType type() {
        return type;
    }

    List<Endpoint> endpoints() {
        return links.endpoints();
    }

    Flux<SocketEvent> events() {
        return events.events();
    }

    // ---- endpoints ------------------------------------------------------------------------------------------------

    Mono<Endpoint> bind(Endpoint endpoint) {
        return new ContainedMono<>(Mono.defer(() -> {
            requireOpen();
            endpoint.requireBindable();
            requireCompatible(endpoint);
            if (endpoint instanceof InprocEndpoint name) {
                InprocBinder binder = new InprocBinder(name, resources.inproc(), this);
                return bound(binder, binder.bind());
            }
            Acceptor acceptor = new Acceptor(endpoint, transport(endpoint), this);
            return bound(acceptor, acceptor.bind());
        }));
    }

    private Mono<Endpoint> bound(Link link, Mono<Endpoint> binding) {
        return binding.flatMap(real -> {
            links.add(link);
            // a close that ran meanwhile has not seen this listener
            return closing.get() ? link.close(Duration.ZERO).then(Mono.error(ZmqClosedException.socketClosed()))
                    : Mono.just(real);
        });
    }

    Mono<Endpoint> connect(Endpoint endpoint) {
        return connect(endpoint, pipe -> { });
    }

    /** @param prepare is shown the pipe before it takes part in routing; what it throws is the error of the call */
    Mono<Endpoint> connect(Endpoint endpoint, Consumer<Pipe> prepare) {
        return Mono.fromCallable(() -> {
            requireOpen();
            endpoint.requireConnectable();
            requireCompatible(endpoint);
            ConnectingLink connector;
            synchronized (connecting) {
                if (isConnectedOnce(endpoint)) {
                    return endpoint;
                }
                connector = endpoint instanceof InprocEndpoint name
                        ? new InprocConnector(name, resources.inproc(), this, home, prepare)
                        : new Connector(endpoint, transport(endpoint), this, resources.loop(endpoint, home), prepare);
                links.addAnew(connector);
            }
            try {
                connector.start();
            } catch (ZmqClosedException loopsEnded) {
                links.withdraw(connector);
                throw loopsEnded;
            }
            if (closing.get()) {
                connector.close(Duration.ZERO).subscribe();
                throw ZmqClosedException.socketClosed();
            }
            return endpoint;
        });
    }

    /** Whether a further connection would bring nothing but everything twice; one whose attempts have ended does not count. */
    private boolean isConnectedOnce(Endpoint endpoint) {
        return CONNECT_ONCE.contains(type) && !(endpoint instanceof InprocEndpoint) && links.isConnected(endpoint);
    }

    /** inproc hands over messages and has no bytes. */
    private void requireCompatible(Endpoint endpoint) {
        if (type == SocketType.STREAM && endpoint instanceof InprocEndpoint) {
            throw new ZmqEndpointException(ZmqEndpointException.Reason.INCOMPATIBLE_TRANSPORT, endpoint.toString(),
                    "STREAM carries bytes, over tcp or ipc; use PAIR or DEALER between sockets of a context");
        }
    }

    @Override
    public void givenUp(ZmqException cause) {
        links.givenUp(cause);
    }

    @Override
    public boolean remember(Link link) {
        links.add(link);
        return !closing.get();
    }

    @Override
    public void forget(Link link) {
        links.remove(link);
    }

    Mono<Void> unbind(Endpoint endpoint) {
        return close(endpoint, Link.Role.BOUND, "bound");
    }

    Mono<Void> disconnect(Endpoint endpoint) {
        return close(endpoint, Link.Role.CONNECTED, "connected");
    }

    private Mono<Void> close(Endpoint endpoint, Link.Role role, String verb) {
        return Mono.defer(() -> {
            requireOpen();
            List<Link> found = links.at(endpoint, role);
            if (found.isEmpty()) {
                throw new ZmqEndpointException(ZmqEndpointException.Reason.NOT_FOUND, endpoint.toString(),
                        "this socket is not " + verb + " there; a wildcard is known under the address that bind returned");
            }
            return end(found, Mono.when(found.stream().map(link -> link.close(options().linger())).toList()));
        });
    }

    /**
     * Ends one peer, begun at once: it is given nothing new, what is queued goes out within the linger time, and its endpoint is
     * not connected to again. Completes when that is over; any thread.
     */
    Mono<Void> disconnect(Pipe pipe) {
        List<Link> own = links.connecting(pipe);
        if (!own.isEmpty()) {
            return end(own, own.get(0).close(options().linger()));
        }
        pipeClosing(pipe);
        return end(own, Linger.close(pipe, options().linger()));
    }

    /** Begun at once and remembered: closing the socket meanwhile has to wait for it. */
    private Mono<Void> end(List<Link> ended, Mono<Void> lingeringEnd) {
        Mono<Void> ending = lingeringEnd.cache();
        synchronized (lingering) {
            links.takeOut(ended);
            lingering.add(ending);
        }
        links.lostPeers();
        ending.doFinally(end -> lingering.remove(ending)).subscribe();
        return new ContainedMono<>(ending);
    }

    private Transport transport(Endpoint endpoint) {
        Transport transport = resources.transport(endpoint);
        transport.requireOffered(options());
        return transport;
    }

    /** Raises {@link ZmqClosedException} when the socket is closing. */
    void requireOpen() {
        if (closing.get()) {
            throw ZmqClosedException.socketClosed();
        }
    }

    // ---- connections ----------------------------------------------------------------------------------------------

    @Override
    public SocketOptions options() {
        return live.get();
    }

    /** What acts on pipes that exist acts at once, the rest on the connections to come. */
    void changeOptions(Consumer<SocketOptions.Builder> changes) {
        synchronized (live) {
            SocketOptions before = live.get();
            SocketOptions after = before.mutate(changes);
            SocketSetup.requireLegal(type, after);
            live.set(after);
            MechanismFactory.prepare(after.security());
            cookies.begin(after.security());
            settings = ConnectionSettings.of(type, after);
            if (!after.queues().equals(before.queues())) {
                pipes.forEach(pipe -> pipe.highWaterMarks(after.queues()));
            }
        }
        pattern.optionsChanged(); // without the lock, because whoever waited may be told
    }

    @Override
    public ChannelSetup channelSetup() {
        return type == SocketType.STREAM ? ChannelSetup.RAW : ChannelSetup.ZMTP;
    }

    @Override
    public HandshakeSettings handshakeSettings() {
        return settings.handshake();
    }

    @Override
    public TrafficSettings trafficSettings() {
        return settings.traffic();
    }

    @Override
    public Authentication authentication(SecurityOptions security, EventLoop loop) {
        return (credentials, address) -> authentication.ask(security, credentials, address, loop);
    }

    @Override
    public Executor handshakeExecutor() {
        return resources.handshakeExecutor();
    }

    @Override
    public Pipe newPipe(EventLoop loop, Endpoint endpoint) {
        return new Pipe(loop, endpoint, options().queues(), pattern, () -> settings.greetings());
    }

    @Override
    public void pipeOpened(Pipe pipe) {
        pipes.add(pipe);
        catchUp(pipe);
        pattern.opened(pipe);
    }

    /** A change since this pipe was made has not seen it, and one at this moment may be faster than this. */
    private void catchUp(Pipe pipe) {
        QueueOptions known = pipe.madeFor();
        QueueOptions now;
        while (!(now = options().queues()).equals(known)) {
            pipe.highWaterMarks(now);
            known = now;
        }
    }

    @Override
    public void pipeClosing(Pipe pipe) {
        pattern.closed(pipe);
    }

    @Override
    public void peerLost(Pipe pipe, Link.Role role) {
        if (closing.get()) {
            return;
        }
        if (role == Link.Role.CONNECTED) {
            pattern.disconnected(pipe);
        }
        Optional<ZmqMessage> farewell = Optional.empty();
        if (role == Link.Role.ACCEPTED && type == SocketType.ROUTER) {
            farewell = options().routing().disconnectMessage();
        } else if (role == Link.Role.CONNECTED && type == SocketType.DEALER) {
            farewell = options().routing().hiccupMessage();
        }
        farewell.ifPresent(message -> {
            pattern.onMessage(pipe, message);
            pattern.onReadComplete(pipe);
        });
    }

    @Override
    public boolean keepsUnread(Pipe pipe) {
        return closing.get() || departed.keep(pipe);
    }

    @Override
    public void pipeClosed(Pipe pipe) {
        if (pipes.remove(pipe)) {
            pattern.closed(pipe);
            pattern.ended(pipe);
            if (!keepsUnread(pipe)) {
                pipe.forgetUnread(DropReason.DEPARTED_HIGH_WATER_MARK);
            }
            numbers.ended(pipe);
        }
    }

    @Override
    public void emit(SocketEvent event) {
        events.emit(event);
    }

    @Override
    public void countReconnect() {
        numbers.reconnected();
    }

    @Override
    public void countFailedHandshake(ZmqException cause) {
        numbers.handshakeFailed(cause);
    }

    SocketStatistics statistics() {
        return numbers.statistics();
    }

    List<PeerStatistics> peerStatistics() {
        return numbers.peerStatistics();
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    boolean isClosing() {
        return closing.get();
    }

    Mono<Void> onClosed() {
        return new ContainedMono<>(closed.asMono());
    }

    /** Begins to close, once; the result tells when everything is over. */
    Mono<Void> close() {
        if (closing.compareAndSet(false, true)) {
            try {
                pattern.close();
            } finally {
                closeLinks(); // whatever happens to those who are told: nobody can close this socket again
            }
        }
        return onClosed();
    }

    private void closeLinks() {
        List<Mono<Void>> endings;
        synchronized (lingering) {
            endings = new ArrayList<>(lingering);
            links.all().forEach(link -> endings.add(link.close(options().linger())));
        }
        Mono.when(endings).doFinally(end -> closed()).subscribe();
    }

    private void closed() {
        resources.forget(this);
        cookies.end();
        try {
            events.close();
        } finally {
            closed.tryEmitEmpty();
        }
    }
}
