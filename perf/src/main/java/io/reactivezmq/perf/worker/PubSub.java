package io.reactivezmq.perf.worker;

import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Optional;
import org.zeromq.SocketType;

/**
 * Messages a second that arrive at SUBs of one process, subscribed to everything, from one PUB that sends as fast as it can.
 * A PUB drops at its high-water mark, so what is counted is what arrives, at the SUB that gets least.
 */
final class PubSub implements PerfCase {

    static final String SUBSCRIBERS = "subscribers";

    @Override
    public String name() {
        return "pub-sub";
    }

    @Override
    public Role binder() {
        return Role.SEND;
    }

    @Override
    public Optional<String> several() {
        return Optional.of(SUBSCRIBERS);
    }

    @Override
    public Worker worker(Library library) {
        return switch (library) {
            case OURS -> new ReactiveStream(ZmqContext::pub, PubSub::subscribedToAll);
            case JEROMQ -> new JeromqStream(SocketType.PUB, SocketType.SUB);
        };
    }

    static SubSocket subscribedToAll(ZmqContext zmq) {
        SubSocket sub = zmq.sub();
        sub.subscribe("");
        return sub;
    }
}
