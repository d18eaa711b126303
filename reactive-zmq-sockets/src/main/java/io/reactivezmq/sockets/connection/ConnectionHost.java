package io.reactivezmq.sockets.connection;

import io.netty.channel.EventLoop;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.netty.Authentication;
import io.reactivezmq.codec.netty.TrafficSettings;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.SecurityOptions;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.Executor;

/** The socket as its connectors and acceptors see it. */
public interface ConnectionHost {

    SocketOptions options();

    ChannelSetup channelSetup();

    HandshakeSettings handshakeSettings();

    TrafficSettings trafficSettings();

    /** Whom the connections on this event loop ask whether their peers may come in, as these options have it. */
    Authentication authentication(SecurityOptions security, EventLoop loop);

    /** Runs the handshakes that would keep an event loop from its connections for long. */
    Executor handshakeExecutor();

    /** Something of its own that has to be closed with the socket; false if that is closing already. */
    boolean remember(Link link);

    /** What was remembered has ended by itself. */
    void forget(Link link);

    /** A pipe of this endpoint that nobody routes to yet. */
    Pipe newPipe(EventLoop loop, Endpoint endpoint);

    /** The pipe takes part in routing from now on. */
    void pipeOpened(Pipe pipe);

    /** The pipe is given nothing new to send; what is queued may still go out. Any thread. */
    void pipeClosing(Pipe pipe);

    /**
     * A peer whose handshake was over has gone by itself, and its pipe has no connection and, unless it waits for another one, takes
     * no part any more: whoever hears of it finds that so. On the event loop.
     */
    void peerLost(Pipe pipe, Link.Role role);

    /** Whether what a peer that has gone left unread may wait for a reader; on the event loop. */
    boolean keepsUnread(Pipe pipe);

    /** The pipe takes no part any more and will not come back. */
    void pipeClosed(Pipe pipe);

    /** A connecting link, whose pipe has ended, is given up for this reason, and says so ({@link Link#givenUpFor}). */
    void givenUp(ZmqException cause);

    void emit(SocketEvent event);

    void countReconnect();

    void countFailedHandshake(ZmqException cause);
}
