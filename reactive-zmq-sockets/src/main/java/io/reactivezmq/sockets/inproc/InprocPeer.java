package io.reactivezmq.sockets.inproc;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.sockets.connection.ConnectionHost;
import io.reactivezmq.sockets.connection.Link;
import io.reactivezmq.sockets.connection.Linger;
import io.reactivezmq.sockets.pipe.Pipe;
import io.reactivezmq.sockets.pipe.PipeConnectionListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The bound socket's end of a connection: its pipe ends with it. */
final class InprocPeer implements Link, PipeConnectionListener {

    private final Endpoint endpoint;
    private final ConnectionHost host;
    private final Pipe pipe;
    private final PeerConnection connection;
    private final Sinks.Empty<Void> over = Sinks.empty();

    InprocPeer(Endpoint endpoint, ConnectionHost host, Pipe pipe, PeerConnection connection) {
        this.endpoint = endpoint;
        this.host = host;
        this.pipe = pipe;
        this.connection = connection;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Role role() {
        return Role.ACCEPTED;
    }

    @Override
    public void onConnectionClosed(@Nullable ZmqException cause, long undelivered) {
        host.forget(this);
        host.pipeClosing(pipe);
        host.peerLost(pipe, Role.ACCEPTED);
        host.pipeClosed(pipe);
        long lost = undelivered + pipe.terminate(DropReason.CONNECTION_LOST);
        host.emit(new Disconnected(endpoint, connection.remoteAddress(), pipe.routingId(), cause, lost));
        over.tryEmitEmpty();
    }

    @Override
    public Mono<Void> close(Duration linger) {
        return Mono.defer(() -> {
            host.pipeClosing(pipe);
            return Linger.close(pipe, linger).then(Mono.defer(() -> pipe.execute(() -> { }) ? over.asMono() : Mono.empty()));
        });
    }
}
