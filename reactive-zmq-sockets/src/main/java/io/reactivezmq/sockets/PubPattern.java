package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.LimitOptions;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pattern.Matches;
import io.reactivezmq.sockets.pattern.SubscriberTable;
import io.reactivezmq.sockets.pipe.OutboundRoute;
import io.reactivezmq.sockets.pipe.Outbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each message to every peer with a matching subscription; who is at its high-water mark misses it, and that is counted
 * (RFC 29, libzmq's xpub.cpp and dist.cpp). Nobody ever waits. Subscriptions come as commands or, from 3.0 peers, as
 * messages that begin with 01 or 00; both are taken from anyone.
 */
final class PubPattern extends Pattern implements OutboundRoute {

    private static final FrameAccess FRAMES = FrameAccess.get();

    /** Matching reuses one list per thread, for whichever socket that thread publishes on. */
    private static final FastThreadLocal<Matches<Pipe>> MATCHES = new FastThreadLocal<>() {
        @Override
        protected Matches<Pipe> initialValue() {
            return new Matches<>(Pipe[]::new);
        }
    };

    private final SubscriberTable<Pipe> subscribers = new SubscriberTable<>(Pipe[]::new);
    /** What each peer wants. Each set guards itself and its entries in the table: any thread may end a pipe. */
    private final Map<Pipe, Set<ByteBuffer>> topics = new ConcurrentHashMap<>();
    /** The loop of the newest subscriber: with one subscriber, what a source emits there is encoded at once. */
    private volatile EventLoop preferred;
    private final LimitOptions limits;
    private final Outbox outbox;

    PubPattern(SocketSetup setup) {
        super(setup.drops());
        this.preferred = setup.home();
        this.limits = setup.options().limits();
        this.outbox = new Outbox(this, setup.options().queues());
    }

    Outbox outbox() {
        return outbox;
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        Matches<Pipe> matches = MATCHES.get();
        subscribers.match(FRAMES.frame(message, 0), matches);
        int missed = 0;
        for (int i = 0; i < matches.size(); i++) {
            if (!matches.get(i).offer(message)) {
                missed++;
            }
        }
        if (missed > 0) {
            dropped(DropReason.SEND_HIGH_WATER_MARK, missed);
        }
        return true;
    }

    @Override
    public boolean wantsMore() {
        return true;
    }

    @Override
    public EventLoop loop() {
        return preferred;
    }

    @Override
    public void onAttached(Pipe pipe) {
        topics.put(pipe, new HashSet<>());
        preferred = pipe.loop();
    }

    @Override
    public void onDetached(Pipe pipe) {
        Set<ByteBuffer> wanted = topics.remove(pipe);
        if (wanted != null) {
            synchronized (wanted) {
                wanted.forEach(topic -> subscribers.unsubscribe(pipe, topic.array()));
            }
        }
    }

    /** What was published before goes out while the pipe lingers; nothing new is for it. */
    @Override
    void closed(Pipe pipe) {
        onDetached(pipe);
    }

    @Override
    public void onSubscription(Pipe pipe, boolean subscribe, byte[] topic) {
        Set<ByteBuffer> wanted = topics.get(pipe);
        if (wanted == null) {
            return;
        }
        synchronized (wanted) {
            if (topics.get(pipe) == wanted) {
                update(pipe, wanted, subscribe, topic);
            }
        }
    }

    private void update(Pipe pipe, Set<ByteBuffer> wanted, boolean subscribe, byte[] topic) {
        if (!subscribe) {
            if (wanted.remove(ByteBuffer.wrap(topic))) {
                subscribers.unsubscribe(pipe, topic);
            }
        } else if (wanted.size() >= limits.maxSubscriptionsPerPeer()) {
            throw ZmtpViolations.tooManySubscriptions(limits.maxSubscriptionsPerPeer());
        } else if (wanted.add(ByteBuffer.wrap(topic))) {
            subscribers.subscribe(pipe, topic);
        }
    }

    /** A subscription in the form of ZMTP 3.0, or a user message, which PUB has no use for. */
    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        byte[] frame = FRAMES.frame(message, 0);
        if (message.frameCount() > 1 || frame.length == 0 || frame[0] < 0 || frame[0] > 1) {
            return super.onMessage(pipe, message);
        }
        if (frame.length - 1 > limits.maxTopicSize()) {
            throw ZmtpViolations.topicTooLong(frame.length - 1, limits.maxTopicSize());
        }
        onSubscription(pipe, frame[0] == 1, Arrays.copyOfRange(frame, 1, frame.length));
        return true;
    }

    @Override
    void close() {
        outbox.close();
    }
}
