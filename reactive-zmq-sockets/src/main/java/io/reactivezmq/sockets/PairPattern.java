package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One peer, both directions (RFC 31, libzmq's pair.cpp). Who comes while there is a peer is turned away. */
final class PairPattern extends Pattern implements OutboundRoute {

    private final AtomicReference<@Nullable Pipe> partner = new AtomicReference<>();
    private final SocketSetup setup;
    private final Outbox outbox;
    private final Inbox inbox = new Inbox();

    PairPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
    }

    Outbox outbox() {
        return outbox;
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    void opened(Pipe pipe) {
        if (partner.compareAndSet(null, pipe)) {
            outbox.onRoom();
        } else {
            pipe.refuse(new ZmqConnectionException(ErrorCode.ECONNABORTED, "this PAIR socket has a peer already"));
        }
    }

    @Override
    void closed(Pipe pipe) {
        partner.compareAndSet(pipe, null);
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        Pipe pipe = partner.get();
        return pipe != null && pipe.offer(message);
    }

    @Override
    public boolean wantsMore() {
        Pipe pipe = partner.get();
        return pipe != null && pipe.wantsMore();
    }

    @Override
    public EventLoop loop() {
        Pipe pipe = partner.get();
        return pipe == null ? setup.home() : pipe.loop();
    }

    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        if (pipe.isTerminated()) {
            return super.onMessage(pipe, message); // turned away, but its connection is not closed yet
        }
        return inbox.accept(pipe, message);
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    public void onRoom(Pipe pipe) {
        outbox.onRoom();
    }

    @Override
    void close() {
        outbox.close();
        inbox.close();
    }
}
