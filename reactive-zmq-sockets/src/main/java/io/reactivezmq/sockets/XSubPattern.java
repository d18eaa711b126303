package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * SUB whose subscriptions may be sent as messages, and that sends other messages upstream (libzmq's xsub.cpp). It does not filter:
 * what a publisher sends is passed on.
 */
final class XSubPattern extends SubPattern implements OutboundRoute {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final List<Pipe> publishers = new CopyOnWriteArrayList<>();
    private final SocketSetup setup;
    private final Outbox outbox;

    XSubPattern(SocketSetup setup) {
        super(setup);
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
    }

    Outbox outbox() {
        return outbox;
    }

    @Override
    void opened(Pipe pipe) {
        publishers.add(pipe);
    }

    @Override
    void closed(Pipe pipe) {
        publishers.remove(pipe);
    }

    @Override
    boolean accepts(byte[] firstFrame) {
        return true;
    }

    /** A subscription is kept as state, so that no queue can lose it; anything else goes to whoever has room. */
    @Override
    public boolean tryRoute(ZmqMessage message) {
        byte[] first = FRAMES.frame(message, 0);
        if (message.frameCount() == 1 && first.length > 0 && (first[0] == 0 || first[0] == 1)) {
            byte[] topic = Arrays.copyOfRange(first, 1, first.length);
            if (first[0] == 1) {
                subscribe(topic);
            } else {
                unsubscribe(topic);
            }
            return true;
        }
        for (Pipe pipe : publishers) {
            if (!pipe.offer(message)) {
                dropped(DropReason.SEND_HIGH_WATER_MARK, 1);
            }
        }
        return true;
    }

    @Override
    public boolean wantsMore() {
        return true;
    }

    @Override
    public EventLoop loop() {
        return setup.home();
    }

    @Override
    void close() {
        outbox.close();
        super.close();
    }
}
