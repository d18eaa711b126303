package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which peer of a ROUTER goes by which id: the one that {@code connect} gave it, else the one that it announced, else one made
 * up. Any thread may ask; what becomes of one pipe is told on its event loop.
 */
final class RoutingTable {

    private final Map<RoutingId, Pipe> pipes = new ConcurrentHashMap<>();
    private final Map<Pipe, PeerName> names = new ConcurrentHashMap<>();
    private final PeerNames generated = new PeerNames();
    private final Consumer<RoutingId> freed;

    /** @param freed told of an id that nobody goes by any more */
    RoutingTable(Consumer<RoutingId> freed) {
        this.freed = freed;
    }

    /** The peer that goes by this id, or null. */
    @Nullable Pipe pipe(RoutingId id) {
        return pipes.get(id);
    }

    /** What this peer goes by, or null. */
    @Nullable PeerName name(Pipe pipe) {
        return names.get(pipe);
    }

    /** Before there is a connection. */
    void give(Pipe pipe, RoutingId id) {
        if (pipes.putIfAbsent(id, pipe) != null) {
            throw new ZmqOptionException("routing id", id.toString(), "an id that no other peer of this socket has");
        }
        names.put(pipe, PeerName.of(id));
    }

    /**
     * There is a connection.
     *
     * @param announced by the peer, or null
     * @return what the peer goes by, or null if another one keeps the id that it announced
     */
    @Nullable PeerName attached(Pipe pipe, @Nullable RoutingId announced, Handover handover) {
        PeerName known = names.get(pipe);
        if (known == null || announced != null && known.id().isGenerated()) {
            PeerName name = PeerName.of(announced == null ? unused() : announced);
            if (!take(pipe, name.id(), handover)) {
                return null;
            }
            if (known != null && pipes.remove(known.id(), pipe)) {
                freed.accept(known.id());
            }
            known = name;
        }
        PeerName name = known.of(pipe.metadata(), pipes.get(known.id()) != pipe);
        names.put(pipe, name);
        if (isTakenOver(name.id(), pipe)) {
            names.remove(pipe); // who took it over may not have seen the name
        }
        return name;
    }

    /** The application may have given a peer an id that looks like a generated one. */
    private RoutingId unused() {
        RoutingId id = generated.next();
        while (pipes.containsKey(id)) {
            id = generated.next();
        }
        return id;
    }

    /** Whether another peer goes by this id now. */
    boolean isTakenOver(RoutingId id, Pipe pipe) {
        Pipe owner = pipes.get(id);
        return owner != null && owner != pipe;
    }

    private boolean take(Pipe pipe, RoutingId id, Handover handover) {
        while (true) {
            Pipe owner = pipes.putIfAbsent(id, pipe);
            if (owner == null || owner == pipe) {
                return true;
            }
            if (!mayReplace(owner, pipe, handover)) {
                return false;
            }
            if (pipes.replace(id, owner, pipe)) { // else the owner has just changed, or gone
                names.remove(owner);
                owner.refuse(new ZmqConnectionException(ErrorCode.ECONNABORTED,
                        "another peer has taken over the routing id " + id + " (routing.handover)"));
                return true;
            }
        }
    }

    private boolean mayReplace(Pipe owner, Pipe newcomer, Handover handover) {
        return switch (handover) {
            case REFUSE -> false;
            case REPLACE -> true;
            case REPLACE_IF_SAME_USER -> isSameUser(lastKnown(owner), newcomer.metadata());
        };
    }

    /** Of one that is being connected to again, what was known before. */
    private MessageMetadata lastKnown(Pipe owner) {
        MessageMetadata now = owner.metadata();
        PeerName name = now.isEmpty() ? names.get(owner) : null;
        return name == null ? now : name.metadata();
    }

    /** Bytes, not text: malformed ones would all look the same. Who has no user is nobody's like. */
    private static boolean isSameUser(MessageMetadata one, MessageMetadata other) {
        Optional<byte[]> user = one.bytes(MessageMetadata.USER_ID);
        Optional<byte[]> otherUser = other.bytes(MessageMetadata.USER_ID);
        return user.isPresent() && otherUser.isPresent() && Arrays.equals(user.get(), otherUser.get());
    }

    /** Not addressable any more; what the peer still says comes under its name. */
    void release(Pipe pipe) {
        PeerName name = names.get(pipe);
        if (name != null && pipes.remove(name.id(), pipe)) {
            if (pipe.isConnected()) {
                names.replace(pipe, name, name.of(name.metadata(), true));
            }
            freed.accept(name.id());
        }
    }

    /** The end of a pipe that was released; returns what its peer went by, or null. */
    @Nullable PeerName forget(Pipe pipe) {
        return names.remove(pipe);
    }
}
