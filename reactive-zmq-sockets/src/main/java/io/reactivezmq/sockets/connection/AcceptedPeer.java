package io.reactivezmq.sockets.connection;

import io.netty.channel.Channel;
import io.reactivezmq.codec.netty.HandshakeListener;
import io.reactivezmq.codec.netty.TrafficReceiver;
import io.reactivezmq.codec.netty.ZmtpConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeConnectionListener;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One accepted connection: its pipe exists from the end of its handshake to its own end. Confined to its event loop. */
final class AcceptedPeer implements HandshakeListener, PipeConnectionListener {

    private final Acceptor acceptor;
    private final ConnectionHost host;
    private final Channel channel;
    private final SocketAddress address;
    private volatile @Nullable Pipe pipe;
    private boolean handshakeOver;

    AcceptedPeer(Acceptor acceptor, ConnectionHost host, Channel channel, SocketAddress address) {
        this.acceptor = acceptor;
        this.host = host;
        this.channel = channel;
        this.address = address;
    }

    /** The channel is closed, perhaps before it was ever active and a handshake began. */
    void channelClosed() {
        endHandshake();
        acceptor.forget(this);
    }

    private void endHandshake() {
        if (!handshakeOver) {
            handshakeOver = true;
            acceptor.handshakeEnded();
        }
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ZmtpConnection connection) {
        endHandshake();
        host.emit(new HandshakeSucceeded(
                acceptor.endpoint(), address, connection.peer().socketType(), connection.peer().version()));
        Pipe opened = host.newPipe(channel.eventLoop());
        pipe = opened;
        host.pipeOpened(opened);
        opened.attach(connection, this);
        return opened;
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        endHandshake();
        host.countFailedHandshake();
        host.emit(new HandshakeFailed(acceptor.endpoint(), address, cause));
    }

    @Override
    public void onConnectionClosed(@Nullable ZmqException cause, long undelivered) {
        Pipe ended = pipe;
        if (ended != null) {
            host.pipeClosed(ended);
            ended.terminate(DropReason.CONNECTION_LOST);
        }
        host.emit(new Disconnected(acceptor.endpoint(), address, cause, undelivered));
    }

    /** Any thread. */
    Mono<Void> close(Duration linger) {
        Mono<Void> drained = Mono.defer(() -> {
            Pipe open = pipe;
            return open == null ? Mono.empty() : Linger.close(open, linger);
        });
        return drained.then(Mono.create(sink -> channel.close().addListener(done -> sink.success())));
    }
}
