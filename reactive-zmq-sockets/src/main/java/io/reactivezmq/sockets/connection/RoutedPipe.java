package io.reactivezmq.sockets.connection;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.function.Consumer;

/**
 * The pipe of a connecting socket and when it takes part in routing: always, so that messages wait in it for a connection, or,
 * with ZMQ_IMMEDIATE, only while there is one, and then each connection has a pipe of its own. Changes on the event loop.
 */
public final class RoutedPipe {

    private final ConnectionHost host;
    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Consumer<Pipe> prepare;
    private final boolean immediate;
    private volatile Pipe pipe;
    private volatile boolean closing;

    /**
     * @param prepare is shown each pipe before it takes part in routing; what it throws for the first is thrown here
     */
    public RoutedPipe(ConnectionHost host, EventLoop loop, Endpoint endpoint, Consumer<Pipe> prepare) {
        this.host = host;
        this.loop = loop;
        this.endpoint = endpoint;
        this.prepare = prepare;
        this.immediate = host.options().immediate();
        this.pipe = next();
    }

    private Pipe next() {
        Pipe next = host.newPipe(loop, endpoint);
        prepare.accept(next);
        return next;
    }

    /** The one of now. */
    public Pipe get() {
        return pipe;
    }

    /** There is no connection yet; any thread. */
    public void start() {
        if (!immediate) {
            host.pipeOpened(pipe);
        }
    }

    /** There is a connection, and it is about to be attached. */
    public void connected() {
        if (immediate && !closing) {
            host.pipeOpened(pipe);
        }
    }

    /** The connection has gone. Returns how many messages that were queued were lost with it. */
    public long disconnected() {
        if (immediate && !closing) {
            Pipe gone = pipe;
            host.pipeClosed(gone);
            return gone.terminate(DropReason.CONNECTION_LOST);
        }
        return host.channelSetup().queueOutlivesConnection() ? 0 : pipe.discardQueued(DropReason.CONNECTION_LOST);
    }

    /** There will be another connection; raises a {@code ZmqException} if its pipe cannot be prepared any more. */
    public void reconnecting() {
        if (immediate && !closing && pipe.isTerminated()) {
            pipe = next();
        }
    }

    /** Whether the socket has no use for the peer any more, which only another peer can change. */
    public boolean isRefused() {
        return !closing && pipe.isTerminated();
    }

    /** Nothing new is to be sent; any thread. */
    public void closing() {
        closing = true;
        host.pipeClosing(pipe);
    }

    /** The end. */
    public void close() {
        closing = true;
        host.pipeClosed(pipe);
        pipe.terminate(DropReason.CONNECTION_LOST);
    }
}
