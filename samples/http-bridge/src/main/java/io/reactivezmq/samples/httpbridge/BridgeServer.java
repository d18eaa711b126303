package io.reactivezmq.samples.httpbridge;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.StreamSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A STREAM socket for HTTP clients, a request client for the backend, and the connections between. */
final class BridgeServer implements AutoCloseable {

    private static final int CHUNKS_AHEAD = 16;

    private final BridgeSettings settings;
    private final ZmqContext zmq = ZmqContext.create();
    private final Scheduler thread = Schedulers.newSingle("http-bridge", true);
    private final StreamSocket stream = zmq.stream();
    private final RequestClient backend = zmq.requestClient();
    private final Answers answers;
    private final Map<RoutingId, HttpConnection> connections = new HashMap<>();
    private final Endpoint endpoint;

    private BridgeServer(BridgeSettings settings) {
        this.settings = settings;
        this.answers = new Answers(backend, settings.timeout());
        backend.socket().connectNow(settings.backend());
        stream.chunks().publishOn(thread, CHUNKS_AHEAD).subscribe(this::received);
        Flux.interval(Duration.ofSeconds(1), thread).onBackpressureDrop().subscribe(tick -> dropIdle());
        this.endpoint = stream.bindNow(settings.http());
    }

    static BridgeServer start(BridgeSettings settings) {
        return new BridgeServer(settings);
    }

    /** Where it listens, with the real port. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** The backend's socket, for tests to watch. */
    RequestClient backend() {
        return backend;
    }

    Mono<Void> onClose() {
        return zmq.onDispose();
    }

    /** A chunk without bytes tells that the peer has come, the next one that it has gone. */
    private void received(RoutedMessage chunk) {
        RoutingId peer = chunk.peer();
        HttpConnection connection = connections.get(peer);
        if (chunk.message().size() > 0) {
            if (connection != null) {
                connection.received(chunk.message().frame(0));
            }
        } else if (connection != null) {
            connections.remove(peer);
            connection.close();
        } else if (isConnected(peer)) {
            connected(peer);
        }
    }

    private boolean isConnected(RoutingId peer) {
        try {
            stream.hasRoom(peer);
            return true;
        } catch (ZmqUnroutableException gone) {
            return false;
        }
    }

    private void connected(RoutingId peer) {
        if (connections.size() >= settings.maxConnections()) {
            disconnect(peer);
            return;
        }
        connections.put(peer, new HttpConnection(settings.maxBody(), new HttpConnection.Client() {

            @Override
            public Mono<Void> send(byte[] bytes) {
                return stream.send(peer, bytes).timeout(settings.timeout()).publishOn(thread);
            }

            @Override
            public void disconnect() {
                connections.remove(peer);
                BridgeServer.this.disconnect(peer);
            }
        }, request -> answers.to(request).publishOn(thread)));
    }

    private void disconnect(RoutingId peer) {
        stream.disconnect(peer).onErrorComplete(ZmqUnroutableException.class).subscribe();
    }

    private void dropIdle() {
        long now = System.nanoTime();
        new ArrayList<>(connections.entrySet()).forEach(entry -> {
            if (entry.getValue().idleNanos(now) > settings.idle().toNanos()) {
                connections.remove(entry.getKey());
                disconnect(entry.getKey());
                entry.getValue().close();
            }
        });
    }

    @Override
    public void close() {
        zmq.close();
        thread.dispose();
    }
}
