package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Who waits for one peer, and so for no other: single messages, which have no id in front here, and the lines of publishers whose
 * next message is for it.
 */
final class PeerLine implements OutboundRoute {

    private final RouterPattern router;
    private final RoutingId id;
    private final Outbox outbox;
    private final Queue<PublisherLine> publishers = new ConcurrentLinkedQueue<>();
    private volatile boolean publishersFirst;

    PeerLine(RouterPattern router, RoutingId id, QueueOptions queues) {
        this.router = router;
        this.id = id;
        this.outbox = new Outbox(this, queues);
    }

    Outbox outbox() {
        return outbox;
    }

    /** A publisher waits for room here; once, however often it asks. Who calls has to look for room again afterwards. */
    void await(PublisherLine line) {
        if (line.waitsFor(this)) {
            publishers.add(line);
        }
    }

    /** There was room after all. */
    void leave(PublisherLine line) {
        if (line.waitsNoMore(this)) {
            publishers.remove(line);
        }
    }

    /** Single messages and publishers go first in turn, so that neither waits for an end of the other. */
    void onRoom() {
        boolean first = publishersFirst;
        publishersFirst = !first;
        if (first) {
            servePublishers();
        }
        outbox.onRoom();
        if (!first) {
            servePublishers();
        }
    }

    /** One who still finds no room stands at the end of the line again, so each is served once. */
    private void servePublishers() {
        for (int waiting = publishers.size(); waiting > 0 && hasRoom(); waiting--) {
            serveNext();
        }
    }

    private boolean serveNext() {
        PublisherLine next = publishers.poll();
        if (next == null) {
            return false;
        }
        next.waitsNoMore(this);
        next.outbox().onRoom();
        return true;
    }

    /** Also where what finds none is dropped. If not, there will be another {@link #onRoom}. */
    private boolean hasRoom() {
        Pipe pipe = router.pipe(id);
        return pipe == null || !router.options().mandatory() || pipe.announceIfFull();
    }

    /** Nothing is sent to this peer any more: everyone who waits learns why, or finds out. */
    void close(Supplier<ZmqException> why) {
        outbox.close(why);
        boolean more = true;
        while (more) {
            more = serveNext();
        }
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        return router.tryRoute(id, message);
    }

    @Override
    public boolean wantsMore() {
        Pipe pipe = router.pipe(id);
        return pipe != null && pipe.wantsMore();
    }

    @Override
    public EventLoop loop() {
        Pipe pipe = router.pipe(id);
        return pipe == null ? router.loop() : pipe.loop();
    }

    @Override
    public void dropped(DropReason reason, long messages) {
        router.dropped(reason, messages);
    }
}
