package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * STREAM is a mandatory ROUTER whose peers are plain connections (libzmq's stream.cpp): they announce no id, an empty message to
 * one closes it, and one that does not read keeps nobody waiting but who sends to it.
 */
final class StreamPattern extends RouterPattern {

    /** Ends a peer when what it was sent has gone out. */
    interface Disconnecting {
        Mono<Void> disconnect(Pipe pipe);
    }

    private static final RoutingOptions NOTIFYING = mandatoryRouter(true);
    private static final RoutingOptions SILENT = mandatoryRouter(false);

    private final SocketSetup setup;
    private final Map<Pipe, PeerOutbox> outboxes = new ConcurrentHashMap<>();
    private volatile Disconnecting disconnecting = pipe -> Mono.error(ZmqClosedException.socketClosed());
    private volatile boolean closed;

    StreamPattern(SocketSetup setup) {
        super(setup);
        this.setup = setup;
    }

    private static RoutingOptions mandatoryRouter(boolean notify) {
        return RoutingOptions.builder().mandatory(true).notifyConnect(notify).notifyDisconnect(notify).build();
    }

    @Override
    RoutingOptions options() {
        return setup.options().routing().streamNotify() ? NOTIFYING : SILENT;
    }

    /** Before the socket has peers. */
    void disconnectBy(Disconnecting way) {
        disconnecting = way;
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        if (message.frameCount() == 1) {
            return super.tryRoute(message);
        }
        Pipe pipe = addressee(message);
        if (pipe == null) {
            throw new ZmqUnroutableException(message.frame(0));
        }
        return send(pipe, message.withoutFirst(1));
    }

    /** Sends bytes to a peer, or closes its connection if there are none. */
    boolean send(Pipe pipe, ZmqMessage data) {
        if (data.size() > 0) {
            return pipe.offer(data);
        }
        disconnecting.disconnect(pipe);
        return true;
    }

    /** Begun when this returns. */
    Mono<Void> disconnect(RoutingId id) {
        return disconnecting.disconnect(require(id));
    }

    private Pipe require(RoutingId id) {
        Pipe pipe = pipe(id);
        if (pipe == null) {
            throw new ZmqUnroutableException(id.bytes());
        }
        return pipe;
    }

    /** Where who sends to this peer waits. */
    Outbox outbox(RoutingId id) {
        if (closed) {
            throw ZmqClosedException.socketClosed();
        }
        Pipe pipe = require(id);
        PeerOutbox known = outboxes.get(pipe);
        if (known != null) {
            return known.outbox();
        }
        Outbox made = outboxes.computeIfAbsent(pipe, peer -> new PeerOutbox(this, id, peer, setup.options().queues())).outbox();
        if (closed || pipe(id) != pipe) {
            gone(pipe); // its end has not seen this one
        }
        return made;
    }

    private void gone(Pipe pipe) {
        PeerOutbox waiting = outboxes.remove(pipe);
        if (waiting != null) {
            if (closed) {
                waiting.outbox().close();
            } else {
                waiting.close();
            }
        }
    }

    @Override
    public void onRoom(Pipe pipe) {
        PeerOutbox waiting = outboxes.get(pipe);
        if (waiting != null) {
            waiting.outbox().onRoom();
        }
        super.onRoom(pipe);
    }

    /** Whoever closed a connection is not told that it is closed. */
    @Override
    boolean isNews(Pipe pipe, RoutingId id) {
        return pipe(id) == pipe;
    }

    @Override
    void closed(Pipe pipe) {
        super.closed(pipe);
        gone(pipe);
    }

    @Override
    void close() {
        closed = true;
        super.close();
        outboxes.keySet().forEach(this::gone);
    }
}
