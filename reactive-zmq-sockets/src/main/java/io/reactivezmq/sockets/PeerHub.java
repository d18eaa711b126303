package io.reactivezmq.sockets;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Who is connected to a ROUTER or STREAM socket: to a new subscriber everyone who is, then what changes. */
final class PeerHub {

    /** Whose changes and what is told of them have to be in the same order: an id may go to another peer on another thread. */
    private final Map<RoutingId, Pipe> connected = new HashMap<>();
    private final EventHub<RouterPeer> changes;
    private final BiPredicate<RoutingId, Pipe> isTakenOver;

    /** @param isTakenOver whether another peer goes by an id now */
    PeerHub(DropCounters drops, BiPredicate<RoutingId, Pipe> isTakenOver) {
        this.isTakenOver = isTakenOver;
        this.changes = new EventHub<>(lost -> drops.add(DropReason.EVENT_OVERFLOW, lost));
    }

    /** If it takes the place of another one, that has gone. One that has lost its id by now was never there. */
    void connected(RoutingId id, Pipe pipe) {
        synchronized (connected) {
            if (isTakenOver.test(id, pipe)) {
                return;
            }
            Pipe before = connected.put(id, pipe);
            if (before != null && before != pipe) {
                changes.add(new RouterPeer(id, false));
            }
            changes.add(new RouterPeer(id, true));
        }
        changes.drain();
    }

    /** Returns false, and tells nothing, if it was not connected or another one has taken its place. */
    boolean disconnected(RoutingId id, Pipe pipe) {
        synchronized (connected) {
            if (!connected.remove(id, pipe)) {
                return false;
            }
            changes.add(new RouterPeer(id, false));
        }
        changes.drain();
        return true;
    }

    void close() {
        changes.close();
    }

    /**
     * Listens first and looks then, so nobody is missed; who connects in between is told twice. Of those who are there none is lost,
     * however slowly they are asked for; of the changes the oldest is, when too many wait.
     */
    Flux<RouterPeer> peers() {
        return Flux.create(this::listen, FluxSink.OverflowStrategy.BUFFER);
    }

    private void listen(FluxSink<RouterPeer> sink) {
        Changes later = new Changes(sink);
        changes.events().subscribe(later);
        sink.onDispose(later);
        ids().forEach(id -> sink.next(new RouterPeer(id, true)));
        sink.onRequest(later::request); // not before: somebody who is there now may have gone by then, and that is the last word
    }

    private List<RoutingId> ids() {
        synchronized (connected) {
            return List.copyOf(connected.keySet());
        }
    }

    /** They wait until they are asked for. */
    private static final class Changes extends BaseSubscriber<RouterPeer> {

        private final FluxSink<RouterPeer> sink;

        Changes(FluxSink<RouterPeer> sink) {
            this.sink = sink;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
        }

        @Override
        protected void hookOnNext(RouterPeer change) {
            sink.next(change);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            sink.error(failure);
        }

        @Override
        protected void hookOnComplete() {
            sink.complete();
        }
    }
}
