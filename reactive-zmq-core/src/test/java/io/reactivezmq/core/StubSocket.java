package io.reactivezmq.core;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.SocketEvent;
import io.reactivezmq.core.options.SocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A socket that writes down which calls reach it, and answers endpoint calls with one given result. */
final class StubSocket implements ZmqSocket {

    final List<String> calls = new ArrayList<>();
    private final Mono<Endpoint> result;

    StubSocket(Mono<Endpoint> result) {
        this.result = result;
    }

    private Mono<Endpoint> answer(String call) {
        return Mono.defer(() -> {
            calls.add(call);
            return result;
        });
    }

    @Override
    public Mono<Endpoint> bind(Endpoint endpoint) {
        return answer("bind " + endpoint);
    }

    @Override
    public Mono<Endpoint> connect(Endpoint endpoint) {
        return answer("connect " + endpoint);
    }

    @Override
    public Mono<Void> unbind(Endpoint endpoint) {
        return answer("unbind " + endpoint).then();
    }

    @Override
    public Mono<Void> disconnect(Endpoint endpoint) {
        return answer("disconnect " + endpoint).then();
    }

    @Override
    public SocketType type() {
        return SocketType.PAIR;
    }

    @Override
    public void changeOptions(Consumer<SocketOptions.Builder> changes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketOptions options() {
        return SocketOptions.defaults();
    }

    @Override
    public Flux<SocketEvent> events() {
        return Flux.empty();
    }

    @Override
    public SocketStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PeerStatistics> peerStatistics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mono<Void> disposeLater() {
        return Mono.empty();
    }

    @Override
    public Mono<Void> onDispose() {
        return Mono.empty();
    }

    @Override
    public void dispose() {
    }

    @Override
    public boolean isDisposed() {
        return false;
    }

    @Override
    public void close() {
    }
}
