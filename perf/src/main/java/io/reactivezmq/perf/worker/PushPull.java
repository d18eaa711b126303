package io.reactivezmq.perf.worker;

import io.reactivezmq.sockets.ZmqContext;
import org.zeromq.SocketType;

/** Messages a second from one PUSH to one PULL; nothing is lost, backpressure holds the sender. */
final class PushPull implements PerfCase {

    @Override
    public String name() {
        return "push-pull";
    }

    @Override
    public boolean inproc() {
        return true;
    }

    @Override
    public Worker worker(Library library) {
        return switch (library) {
            case OURS -> new ReactiveStream(ZmqContext::push, ZmqContext::pull);
            case JEROMQ -> new JeromqStream(SocketType.PUSH, SocketType.PULL);
        };
    }
}
