package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.RoutingIdRefused;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The first frame of a message names the peer that it goes to or came from (RFC 28, libzmq's router.cpp).
 *
 * <p>A peer goes by one id, see {@link RoutingTable}. Who announces an id in use takes it over or stays without a name, as the
 * options say; what a nameless peer sends is dropped and counted.
 */
class RouterPattern extends Pattern implements OutboundRoute {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] NOTICE = new byte[0];

    private final Inbox inbox = new Inbox();
    private final SocketSetup setup;
    private final Outbox outbox;
    private final PeerLines lines;
    private final RoutingTable table;
    private final PeerHub peers;

    RouterPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
        this.lines = new PeerLines(this, setup);
        this.table = new RoutingTable(lines::gone);
        this.peers = new PeerHub(setup.drops(), table::isTakenOver);
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
        table.give(pipe, id);
    }

    /** The id that a peer goes by, or null for one made up. */
    @Nullable RoutingId announced(PeerConnection connection) {
        byte[] identity = connection.identity();
        return identity.length == 0 ? null : RoutingId.of(identity);
    }

    /** Only here the handshake's identity is known; before any message of this connection. */
    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        RoutingId announced = announced(connection);
        PeerName name = table.attached(pipe, announced, options().handover());
        if (name == null) {
            SocketAddress peer = pipe.peer();
            setup.events().emit(new RoutingIdRefused(
                    pipe.endpoint(), peer == null ? connection.remoteAddress() : peer, Objects.requireNonNull(announced)));
            knownAs(pipe, null);
            return;
        }
        knownAs(pipe, name.id());
        peers.connected(name.id(), pipe);
        outbox.onRoom();
        lines.onRoom(name.id()); // who waited for the one that it took over from waits for this one
        if (options().notifyConnect()) {
            notice(pipe, name);
        }
    }

    /** What events and statistics call the peer; null for one without a name. */
    void knownAs(Pipe pipe, @Nullable RoutingId id) {
        pipe.knownAs(id);
    }

    /** Told when the id is free, if it is to be: whoever hears of it may give it to another peer. */
    private void left(Pipe pipe, PeerName name) {
        if (peers.disconnected(name.id(), pipe) && options().notifyDisconnect() && isNews(name) && !lines.isClosed()) {
            notice(pipe, name);
        }
    }

    /** Whether the end of this peer is something that the application does not know. */
    boolean isNews(PeerName name) {
        return true;
    }

    /** One that comes and goes without end must not fill the memory while nobody reads. */
    private void notice(Pipe pipe, PeerName name) {
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
        table.release(pipe);
        outbox.onRoom(); // whoever waits for this peer has to learn that it is gone
    }

    /** One that is connected again keeps its id. */
    @Override
    void disconnected(Pipe pipe) {
        PeerName name = table.name(pipe);
        if (name != null) {
            left(pipe, name);
        }
    }

    @Override
    void ended(Pipe pipe) {
        PeerName name = table.forget(pipe);
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
        return id == null ? unroutable(message.frame(0), options().mandatory()) : tryRoute(id, message.withoutFirst(1));
    }

    /** As {@link #tryRoute(ZmqMessage)}, without the id in front. */
    final boolean tryRoute(RoutingId id, ZmqMessage data) {
        return tryRoute(id, data, options().mandatory());
    }

    /** Sends, or drops and counts, whatever the options say. */
    final void routeOrDrop(RoutingId id, ZmqMessage data) {
        lines.requireOpen();
        tryRoute(id, data, false);
    }

    private boolean tryRoute(RoutingId id, ZmqMessage data, boolean mandatory) {
        Pipe pipe = table.pipe(id);
        if (pipe == null) {
            return unroutable(id.bytes(), mandatory);
        }
        if (give(pipe, data)) {
            return true;
        }
        if (pipe.isTerminated()) {
            // another peer may have taken the id over meanwhile, which comes before the end of this one
            Pipe successor = table.pipe(id);
            return successor == null || successor == pipe ? unroutable(id.bytes(), mandatory) : tryRoute(id, data, mandatory);
        }
        if (mandatory) {
            return false;
        }
        dropped(DropReason.SEND_HIGH_WATER_MARK, 1);
        return true;
    }

    private boolean unroutable(byte[] id, boolean mandatory) {
        if (mandatory) {
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
        return table.pipe(id);
    }

    /** Whether a message to this peer would be taken now (zmq_socket_get_peer_state). */
    final boolean hasRoom(RoutingId id) {
        Pipe pipe = table.pipe(id);
        if (pipe == null) {
            throw new ZmqUnroutableException(id.bytes());
        }
        return pipe.hasRoom();
    }

    /** Perhaps nobody has to wait any more. */
    @Override
    final void optionsChanged() {
        lines.optionsChanged();
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
        PeerName name = lines.isEmpty() ? null : table.name(pipe);
        if (name != null) {
            lines.onRoom(name.id());
        }
    }

    // ---- in -------------------------------------------------------------------------------------------------------

    @Override
    public final boolean onMessage(Pipe pipe, ZmqMessage message) {
        PeerName name = table.name(pipe);
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
}
