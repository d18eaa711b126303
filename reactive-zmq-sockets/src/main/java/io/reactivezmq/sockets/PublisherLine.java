package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where one publisher waits by itself: a peer that does not read holds up those who send to it, and nobody else. */
final class PublisherLine implements OutboundRoute {

    private final RouterPattern router;
    private final Outbox outbox;
    /** Whose line this one stands in. */
    private final AtomicReference<@Nullable PeerLine> waitsFor = new AtomicReference<>();

    PublisherLine(RouterPattern router, QueueOptions queues) {
        this.router = router;
        this.outbox = new Outbox(this, queues);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Returns whether that is news. */
    boolean waitsFor(PeerLine peer) {
        return waitsFor.getAndSet(peer) != peer;
    }

    /** Returns whether it did. */
    boolean waitsNoMore(PeerLine peer) {
        return waitsFor.compareAndSet(peer, null);
    }

    /** Its publisher has ended, wherever it waits. */
    void leave() {
        PeerLine peer = waitsFor.get();
        if (peer != null) {
            peer.leave(this);
        }
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        RoutingId id = router.tryRoute(message) ? null : RouterPattern.addressee(message);
        if (id == null) {
            return true;
        }
        PeerLine peer;
        do {
            peer = router.lines().of(id);
            peer.await(this);
            // there may have been room just before it could see who waits
            if (router.tryRoute(message)) {
                peer.leave(this);
                return true;
            }
        } while (!router.lines().isServed(peer, id));
        return false;
    }

    @Override
    public boolean wantsMore() {
        return true; // which peer the next message is for nobody knows
    }

    @Override
    public EventLoop loop() {
        return router.loop();
    }

    @Override
    public void dropped(DropReason reason, long messages) {
        router.dropped(reason, messages);
    }
}
