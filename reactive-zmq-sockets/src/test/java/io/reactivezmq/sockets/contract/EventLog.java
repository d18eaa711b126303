package io.reactivezmq.sockets.contract;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.event.SocketEvent;
import java.util.List;
import reactor.core.publisher.Flux;

/** Every event of a socket from now on, for reading and for waiting. */
final class EventLog {

    private final Flux<SocketEvent> events;

    private EventLog(Flux<SocketEvent> events) {
        this.events = events;
    }

    static EventLog of(ZmqSocket socket) {
        return new EventLog(socket.events().replay().autoConnect(0));
    }

    void awaitHandshake() {
        await(HandshakeSucceeded.class);
    }

    /** Returns when a peer has left by itself. */
    void awaitFarewell() {
        SocketContract.await(events.ofType(Disconnected.class).filter(end -> end.cause() == null).next());
    }

    <E extends SocketEvent> E await(Class<E> kind) {
        return await(kind, 1).get(0);
    }

    /** The first of this kind, so many; fails when they do not come. */
    <E extends SocketEvent> List<E> await(Class<E> kind, int count) {
        List<E> found = SocketContract.await(events.ofType(kind).take(count).collectList());
        if (found.size() < count) {
            throw new AssertionError("the socket closed after " + found + ", all events: " + all());
        }
        return found;
    }

    /** The kinds of the first events, up to and with the given one. */
    List<Class<?>> kindsUntil(Class<? extends SocketEvent> last) {
        return SocketContract.await(events.takeUntil(last::isInstance).<Class<?>>map(Object::getClass).collectList());
    }

    /** All events; the socket is closed or will be. */
    List<SocketEvent> all() {
        return SocketContract.await(events.collectList());
    }
}
