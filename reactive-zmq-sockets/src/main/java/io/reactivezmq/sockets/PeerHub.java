package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.message.RoutingId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Who is connected to a ROUTER or STREAM socket: to a new subscriber everyone who is, then what changes. */
final class PeerHub {

    private static final int BUFFER = 1024;

    private final Set<RoutingId> connected = ConcurrentHashMap.newKeySet();
    private final EventHub<RouterPeer> changes;
    private final DropCounters drops;

    PeerHub(DropCounters drops) {
        this.drops = drops;
        this.changes = new EventHub<>(lost -> drops.add(DropReason.EVENT_OVERFLOW, lost));
    }

    void connected(RoutingId id) {
        connected.add(id);
        changes.emit(new RouterPeer(id, true));
    }

    /** Nothing new if it was not connected. */
    void disconnected(RoutingId id) {
        if (connected.remove(id)) {
            changes.emit(new RouterPeer(id, false));
        }
    }

    void close() {
        changes.close();
    }

    /** Listens first and looks then, so nobody is missed; who connects in between is told twice. */
    Flux<RouterPeer> peers() {
        return Flux.create(this::listen, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(
                BUFFER, lost -> drops.add(DropReason.EVENT_OVERFLOW, 1), BufferOverflowStrategy.DROP_OLDEST);
    }

    private void listen(FluxSink<RouterPeer> sink) {
        Disposable listening = changes.events().subscribe(sink::next, sink::error, sink::complete);
        sink.onDispose(listening);
        connected.forEach(id -> sink.next(new RouterPeer(id, true)));
    }
}
