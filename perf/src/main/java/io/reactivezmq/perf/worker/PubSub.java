package io.reactivezmq.perf.worker;

import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.ZmqContext;
import org.zeromq.SocketType;

/**
 * Messages a second that arrive at one SUB, subscribed to everything, from one PUB that sends as fast as it can. A PUB
 * drops at its high-water mark, so what is counted is what arrives.
 */
final class PubSub implements PerfCase {

    @Override
    public String name() {
        return "pub-sub";
    }

    @Override
    public Worker worker(Library library) {
        return switch (library) {
            case OURS -> new ReactiveStream(ZmqContext::pub, PubSub::subscribedToAll);
            case JEROMQ -> new JeromqStream(SocketType.PUB, SocketType.SUB);
        };
    }

    private static SubSocket subscribedToAll(ZmqContext zmq) {
        SubSocket sub = zmq.sub();
        sub.subscribe("");
        return sub;
    }
}
