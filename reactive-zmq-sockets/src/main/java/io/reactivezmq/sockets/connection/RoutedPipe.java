package io.reactivezmq.sockets.connection;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable ZmqException givenUpFor;

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

    /**
     * Whether there is to be another connection after one that ended for this cause. If the socket has no use for the peer any more,
     * which only another peer can change, or the pipe of the next connection cannot be prepared, this gives up.
     */
    public boolean isWantedAfter(@Nullable ZmqException cause) {
        if (immediate && !closing && pipe.isTerminated()) {
            try {
                pipe = next();
            } catch (ZmqException unusable) {
                giveUp(unusable);
                return false;
            }
        }
        if (!closing && pipe.isTerminated()) {
            giveUp(cause);
        }
        return !pipe.isTerminated();
    }

    /** There will be no other connection: ends the pipe and tells the socket why; no cause means that reconnecting is off. */
    public void giveUp(@Nullable ZmqException cause) {
        ZmqException reason = cause != null ? cause
                : new ZmqConnectionException(ErrorCode.ECONNRESET, "the peer closed the connection and reconnecting is off");
        givenUpFor = reason;
        close();
        host.emit(new ConnectStopped(endpoint, reason));
        host.givenUp(reason);
    }

    /** Why there will be no other connection; null while that is open, or if this was closed before. Any thread. */
    public @Nullable ZmqException givenUpFor() {
        return givenUpFor;
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
