package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pattern.RoundRobin;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;

/** Each message to the next peer with room; no room anywhere means waiting (RFC 30, libzmq's lb.cpp). */
class PushPattern extends Pattern implements OutboundRoute {

    private final RoundRobin<Pipe, ZmqMessage> pipes = new RoundRobin<>(Pipe[]::new, this::give);
    private final SocketSetup setup;
    private final Outbox outbox;

    PushPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
    }

    final Outbox outbox() {
        return outbox;
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        return pipes.offer(message);
    }

    /** False if the peer is at its high-water mark or has ended. */
    boolean give(Pipe pipe, ZmqMessage message) {
        return pipe.offer(message);
    }

    @Override
    public boolean wantsMore() {
        for (Pipe pipe : pipes.takers()) {
            if (pipe.wantsMore()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public EventLoop loop() {
        Pipe[] current = pipes.takers();
        return current.length == 0 ? setup.home() : current[0].loop();
    }

    @Override
    void opened(Pipe pipe) {
        pipes.add(pipe);
        outbox.onRoom();
    }

    @Override
    void closed(Pipe pipe) {
        pipes.remove(pipe);
    }

    @Override
    public void onRoom(Pipe pipe) {
        outbox.onRoom();
    }

    @Override
    void close() {
        outbox.close();
    }
}
