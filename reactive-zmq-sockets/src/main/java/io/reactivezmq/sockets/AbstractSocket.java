package io.reactivezmq.sockets;

import io.reactivezmq.core.PeerStatistics;
import io.reactivezmq.core.SocketStatistics;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.SocketOptions;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls that every socket type has. */
abstract class AbstractSocket implements ZmqSocket {

    final SocketCore core;

    AbstractSocket(SocketCore core) {
        this.core = core;
    }

    @Override
    public final SocketType type() {
        return core.type();
    }

    @Override
    public final SocketOptions options() {
        return core.options();
    }

    @Override
    public final void changeOptions(Consumer<SocketOptions.Builder> changes) {
        core.changeOptions(changes);
    }

    @Override
    public final Mono<Endpoint> bind(Endpoint endpoint) {
        return core.bind(endpoint);
    }

    @Override
    public final Mono<Endpoint> connect(Endpoint endpoint) {
        return core.connect(endpoint);
    }

    @Override
    public final Mono<Void> unbind(Endpoint endpoint) {
        return core.unbind(endpoint);
    }

    @Override
    public final Mono<Void> disconnect(Endpoint endpoint) {
        return core.disconnect(endpoint);
    }

    @Override
    public final Flux<SocketEvent> events() {
        return core.events();
    }

    @Override
    public final SocketStatistics statistics() {
        return core.statistics();
    }

    @Override
    public final List<PeerStatistics> peerStatistics() {
        return core.peerStatistics();
    }

    @Override
    public final Mono<Void> disposeLater() {
        return Mono.defer(core::close);
    }

    @Override
    public final Mono<Void> onDispose() {
        return core.onClosed();
    }

    @Override
    public final void dispose() {
        core.close();
    }

    @Override
    public final boolean isDisposed() {
        return core.isClosing();
    }

    @Override
    public final void close() {
        CloseAndWait.on(core.close(), core.options().linger());
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + core.endpoints();
    }
}
