package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;

/** Where senders to one peer wait, so that they do not wait for any other; its messages have no id in front. */
final class PeerOutbox implements OutboundRoute {

    private final StreamPattern socket;
    private final RoutingId id;
    private final Pipe pipe;
    private final Outbox outbox;

    PeerOutbox(StreamPattern socket, RoutingId id, Pipe pipe, QueueOptions queues) {
        this.socket = socket;
        this.id = id;
        this.pipe = pipe;
        this.outbox = new Outbox(this, queues);
    }

    Outbox outbox() {
        return outbox;
    }

    /** The peer has gone: who waits, and publishers that are being sent, learn it. */
    void close() {
        outbox.close(() -> new ZmqUnroutableException(id.bytes()));
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        if (socket.pipe(id) != pipe) {
            throw new ZmqUnroutableException(id.bytes());
        }
        return socket.send(pipe, message);
    }

    @Override
    public boolean wantsMore() {
        return pipe.wantsMore();
    }

    @Override
    public EventLoop loop() {
        return pipe.loop();
    }

    @Override
    public void dropped(DropReason reason, long messages) {
        socket.dropped(reason, messages);
    }
}
