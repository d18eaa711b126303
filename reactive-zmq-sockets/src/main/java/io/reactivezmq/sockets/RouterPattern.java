package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.RoutingIdRefused;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.SendMessage;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The first frame of a message names the peer that it goes to or came from (RFC 28, libzmq's router.cpp).
 *
 * <p>A pipe is known under one id: the one that {@code connect} gave it, else the one that the peer announced, else one made
 * up. Who announces an id in use takes it over or stays without a name, as the options say; what a nameless peer sends is
 * dropped and counted.
 */
class RouterPattern extends Pattern implements OutboundRoute {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] NOTICE = new byte[0];

    private final Map<RoutingId, Pipe> pipes = new ConcurrentHashMap<>();
    private final Map<Pipe, Name> names = new ConcurrentHashMap<>();
    private final PeerNames generated = new PeerNames();
    private final Inbox inbox = new Inbox();
    private final SocketSetup setup;
    private final Outbox outbox;
    private final PeerLines lines;
    private final PeerHub peers;

    RouterPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
        this.lines = new PeerLines(this, setup);
        this.peers = new PeerHub(setup.drops());
    }

    /** As they are now. */
    RoutingOptions options() {
        return setup.options().routing();
    }

    /** For what never waits. */
    final Outbox outbox() {
        return outbox;
    }

    final PeerLines lines() {
        return lines;
    }

    final Inbox inbox() {
        return inbox;
    }

    final PeerHub peers() {
        return peers;
    }

    // ---- names ----------------------------------------------------------------------------------------------------

    /** A connecting pipe is addressable at once under this name (ZMQ_CONNECT_ROUTING_ID). */
    final void name(Pipe pipe, RoutingId id) {
        if (pipes.putIfAbsent(id, pipe) != null) {
            throw new ZmqOptionException("routing id", id.toString(), "an id that no other peer of this socket has");
        }
        names.put(pipe, Name.of(id));
    }

    /** The id that a peer goes by, or null for one made up. */
    @Nullable RoutingId announced(PeerConnection connection) {
        byte[] identity = connection.identity();
        return identity.length == 0 ? null : RoutingId.of(identity);
    }

    /** Only here the handshake's identity is known; before any message of this connection. */
    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        Name known = names.get(pipe);
        RoutingId announced = announced(connection);
        if (known == null || announced != null && known.id().isGenerated()) {
            Name name = Name.of(announced == null ? generated.next() : announced);
            if (!take(pipe, name.id(), connection)) {
                knownAs(pipe, null);
                return;
            }
            if (known != null && pipes.remove(known.id(), pipe)) {
                lines.gone(known.id());
            }
            known = name;
        }
        known = known.of(pipe.metadata(), pipes.get(known.id()) != pipe);
        names.put(pipe, known);
        knownAs(pipe, known.id());
        peers.connected(known.id(), pipe);
        outbox.onRoom();
        lines.onRoom(known.id()); // who waited for the one that it took over from waits for this one
        if (options().notifyConnect()) {
            notice(pipe, known);
        }
    }

    /** What events and statistics call the peer; null for one without a name. */
    void knownAs(Pipe pipe, @Nullable RoutingId id) {
        pipe.knownAs(id);
    }

    private boolean take(Pipe pipe, RoutingId id, PeerConnection connection) {
        Pipe owner = options().handover() ? pipes.put(id, pipe) : pipes.putIfAbsent(id, pipe);
        if (owner == null || owner == pipe) {
            return true;
        }
        if (!options().handover()) {
            SocketAddress peer = pipe.peer();
            setup.events().emit(
                    new RoutingIdRefused(pipe.endpoint(), peer == null ? connection.remoteAddress() : peer, id));
            return false;
        }
        names.remove(owner);
        owner.refuse(new ZmqConnectionException(ErrorCode.ECONNABORTED,
                "another peer has taken over the routing id " + id + " (routing.handover)"));
        return true;
    }

    /** Told when the id is free, if it is to be: whoever hears of it may give it to another peer. */
    private void left(Pipe pipe, Name name) {
        if (peers.disconnected(name.id(), pipe) && options().notifyDisconnect() && isNews(name) && !lines.isClosed()) {
            notice(pipe, name);
        }
    }

    /** Whether the end of this peer is something that the application does not know. */
    boolean isNews(Name name) {
        return true;
    }

    /** One that comes and goes without end must not fill the memory while nobody reads. */
    private void notice(Pipe pipe, Name name) {
        if (!pipe.hasRoomForNotice()) {
            dropped(DropReason.EVENT_OVERFLOW, 1);
            return;
        }
        inbox.accept(pipe, FRAMES.wrap(new byte[][] {name.frame(), NOTICE}, name.metadata()));
        inbox.endOfRead(pipe);
    }

    /** Not addressable any more; what it still says comes under its name. */
    @Override
    void closed(Pipe pipe) {
        Name name = names.get(pipe);
        if (name != null && pipes.remove(name.id(), pipe)) {
            if (pipe.isConnected()) {
                names.replace(pipe, name, name.of(name.metadata(), true));
            }
            lines.gone(name.id());
        }
        outbox.onRoom(); // whoever waits for this peer has to learn that it is gone
    }

    /** One that is connected again keeps its id. */
    @Override
    void disconnected(Pipe pipe) {
        Name name = names.get(pipe);
        if (name != null) {
            left(pipe, name);
        }
    }

    @Override
    void ended(Pipe pipe) {
        Name name = names.remove(pipe);
        if (name != null) {
            left(pipe, name);
        }
    }

    // ---- out ------------------------------------------------------------------------------------------------------

    /** Waits for nobody but this peer; what goes straight through needs no line. */
    final Mono<Void> send(RoutingId id, ZmqMessage data) {
        return Mono.defer(() -> {
            lines.requireOpen();
            PeerLine line = lines.known(id);
            if (line == null) {
                if (tryRoute(id, data)) {
                    return Mono.empty();
                }
                line = lines.of(id);
            }
            return new SendMessage(line.outbox(), data);
        });
    }

    @Override
    public final boolean tryRoute(ZmqMessage message) {
        if (message.frameCount() == 1) {
            dropped(DropReason.UNROUTABLE, 1); // an address and nothing else: libzmq swallows it too
            return true;
        }
        RoutingId id = addressee(message);
        return id == null ? unroutable(message.frame(0)) : tryRoute(id, message.withoutFirst(1));
    }

    /** As {@link #tryRoute(ZmqMessage)}, without the id in front. */
    final boolean tryRoute(RoutingId id, ZmqMessage data) {
        Pipe pipe = pipes.get(id);
        if (pipe == null) {
            return unroutable(id.bytes());
        }
        if (give(pipe, data)) {
            return true;
        }
        if (pipe.isTerminated()) {
            // another peer may have taken the id over meanwhile, which comes before the end of this one
            Pipe successor = pipes.get(id);
            return successor == null || successor == pipe ? unroutable(id.bytes()) : tryRoute(id, data);
        }
        if (options().mandatory()) {
            return false;
        }
        dropped(DropReason.SEND_HIGH_WATER_MARK, 1);
        return true;
    }

    private boolean unroutable(byte[] id) {
        if (options().mandatory()) {
            throw new ZmqUnroutableException(id);
        }
        dropped(DropReason.UNROUTABLE, 1);
        return true;
    }

    /** False if the peer is at its high-water mark or has ended. */
    boolean give(Pipe pipe, ZmqMessage data) {
        return pipe.offer(data);
    }

    /** Whom a message names, or null if that cannot be an id. */
    static @Nullable RoutingId addressee(ZmqMessage message) {
        byte[] id = FRAMES.frame(message, 0);
        return id.length == 0 || id.length > RoutingId.MAX_SIZE ? null : RoutingId.wrap(id);
    }

    /** The pipe of the peer that goes by this id, or null. */
    final @Nullable Pipe pipe(RoutingId id) {
        return pipes.get(id);
    }

    /** Whether a message to this peer would be taken now (zmq_socket_get_peer_state). */
    final boolean hasRoom(RoutingId id) {
        Pipe pipe = pipes.get(id);
        if (pipe == null) {
            throw new ZmqUnroutableException(id.bytes());
        }
        return pipe.hasRoom();
    }

    @Override
    public boolean wantsMore() {
        return true;
    }

    @Override
    public EventLoop loop() {
        return setup.home();
    }

    @Override
    public final void onRoom(Pipe pipe) {
        outbox.onRoom();
        Name name = lines.isEmpty() ? null : names.get(pipe);
        if (name != null) {
            lines.onRoom(name.id());
        }
    }

    // ---- in -------------------------------------------------------------------------------------------------------

    @Override
    public final boolean onMessage(Pipe pipe, ZmqMessage message) {
        Name name = names.get(pipe);
        if (name == null || !isAcceptable(message)) {
            dropped(DropReason.UNEXPECTED_MESSAGE, 1);
            return true;
        }
        return inbox.accept(pipe, FRAMES.prepend(message, name.frame()));
    }

    /** Whether the envelope of a message is one that this socket type understands. */
    boolean isAcceptable(ZmqMessage message) {
        return true;
    }

    @Override
    public final void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    void close() {
        outbox.close();
        lines.close();
        inbox.close();
        peers.close();
    }

    /**
     * What a peer goes by.
     *
     * @param frame the id's bytes, as every message from that peer begins with them
     * @param metadata of the connection, also when that has ended
     * @param dismissed this side has ended it
     */
    record Name(RoutingId id, byte[] frame, MessageMetadata metadata, boolean dismissed) {

        static Name of(RoutingId id) {
            return new Name(id, id.bytes(), MessageMetadata.empty(), false);
        }

        Name of(MessageMetadata connection, boolean dismissedNow) {
            return new Name(id, frame, connection, dismissedNow);
        }
    }
}
