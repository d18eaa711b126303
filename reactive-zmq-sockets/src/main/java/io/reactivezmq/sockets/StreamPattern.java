package io.reactivezmq.sockets;

import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import reactor.core.publisher.Mono;

/**
 * STREAM is a mandatory ROUTER whose peers are plain connections (libzmq's stream.cpp): they announce no id, and an empty message to
 * one closes it.
 */
final class StreamPattern extends RouterPattern {

    /** Ends a peer when what it was sent has gone out. */
    interface Disconnecting {
        Mono<Void> disconnect(Pipe pipe);
    }

    private static final RoutingOptions NOTIFYING = mandatoryRouter(true);
    private static final RoutingOptions SILENT = mandatoryRouter(false);

    private final SocketSetup setup;
    private volatile Disconnecting disconnecting = pipe -> Mono.error(ZmqClosedException.socketClosed());

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

    /** Bytes are sent; none close the connection. */
    @Override
    boolean give(Pipe pipe, ZmqMessage data) {
        if (data.size() > 0) {
            return super.give(pipe, data);
        }
        disconnecting.disconnect(pipe);
        return true;
    }

    /** Begun when this returns. */
    Mono<Void> disconnect(RoutingId id) {
        Pipe pipe = pipe(id);
        if (pipe == null) {
            throw new ZmqUnroutableException(id.bytes());
        }
        return disconnecting.disconnect(pipe);
    }

    /** Whoever closed a connection is not told that it is closed. */
    @Override
    boolean isNews(PeerName name) {
        return !name.dismissed();
    }
}
