package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.reactivezmq.codec.netty.ChannelConnection;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeConnectionListener;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One accepted connection: its pipe exists from the end of its handshake to its own end. Confined to its event loop. */
final class AcceptedPeer implements HandshakeListener, PipeConnectionListener {

    private final Acceptor acceptor;
    private final ConnectionHost host;
    private final Channel channel;
    private final SocketAddress address;
    /** Completes when the connection is closed and its last event has been told. */
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile @Nullable Pipe pipe;
    private boolean handshakeOver;

    AcceptedPeer(Acceptor acceptor, ConnectionHost host, Channel channel, SocketAddress address) {
        this.acceptor = acceptor;
        this.host = host;
        this.channel = channel;
        this.address = address;
    }

    /**
     * The channel is closed, perhaps before it was ever active and a handshake began. A pipe may outlive it, while what the
     * peer sent last waits for room; {@link #onConnectionClosed} tells when that is over.
     */
    void channelClosed() {
        if (!handshakeOver) {
            handshakeFailed(new ZmqConnectionException(ErrorCode.ECONNABORTED, "closed before the handshake had begun"));
        }
        if (pipe == null) {
            end();
        }
    }

    private void end() {
        acceptor.forget(this);
        over.tryEmitEmpty();
    }

    private void endHandshake() {
        if (!handshakeOver) {
            handshakeOver = true;
            acceptor.handshakeEnded();
        }
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
        endHandshake();
        Pipe opened = host.newPipe(channel.eventLoop(), acceptor.endpoint());
        pipe = opened;
        // before the event, so that whoever sends because of it finds the peer
        host.pipeOpened(opened);
        opened.attach(connection, address, this);
        host.emit(new HandshakeSucceeded(acceptor.endpoint(), address, opened.routingId(),
                connection.peerType(), connection.protocol()));
        return opened;
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        endHandshake();
        host.countFailedHandshake(cause);
        host.emit(new HandshakeFailed(acceptor.endpoint(), address, cause));
    }

    @Override
    public void onPeerGone() {
        Pipe left = pipe;
        if (left != null && !host.keepsUnread(left)) {
            left.refuse(new ZmqConnectionException(ErrorCode.ENOBUFS, "the peer has gone, and too much that peers left behind waits to be"
                    + " read: read the socket, or raise queues.departedHighWaterMark or queues.departedHighWaterMarkBytes"));
        }
    }

    @Override
    public void onConnectionClosed(@Nullable ZmqException cause, long undelivered) {
        Pipe ended = pipe;
        long lost = undelivered;
        RoutingId routingId = null;
        if (ended != null) {
            routingId = ended.routingId();
            host.pipeClosing(ended);
            host.peerLost(ended, Link.Role.ACCEPTED);
            host.pipeClosed(ended);
            lost += ended.terminate(DropReason.CONNECTION_LOST);
        }
        host.emit(new Disconnected(acceptor.endpoint(), address, routingId, cause, lost));
        end();
    }

    /** Nothing new is sent to this peer; any thread. */
    void leaveRouting() {
        Pipe open = pipe;
        if (open != null) {
            host.pipeClosing(open);
        }
    }

    /** Any thread. */
    Mono<Void> close(Duration linger) {
        Mono<Void> drained = Mono.defer(() -> {
            Pipe open = pipe;
            if (open == null) {
                return Mono.empty();
            }
            leaveRouting(); // a handshake may have ended meanwhile
            return Linger.close(open, linger);
        });
        return drained.then(Mono.defer(() -> {
            channel.close();
            return over.asMono();
        }));
    }
}
