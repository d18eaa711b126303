package io.reactivezmq.sockets;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.codec.wire.ZmtpViolations;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.LimitOptions;
import io.reactivezmq.core.options.PubSubOptions;
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
import org.jspecify.annotations.Nullable;

/**
 * Each message to every peer with a matching subscription; who is at its high-water mark misses it, and that is counted
 * (RFC 29, libzmq's xpub.cpp and dist.cpp). Nobody ever waits. Subscriptions come as commands or, from 3.0 peers, as
 * messages that begin with 01 or 00; both are taken from anyone.
 */
class PubPattern extends Pattern implements OutboundRoute {

    private static final FrameAccess FRAMES = FrameAccess.get();
    private static final byte[] EVERYTHING = new byte[0];

    /** Matching reuses one list per thread, for whichever socket that thread publishes on. */
    private static final FastThreadLocal<Matches<Pipe>> MATCHES = new FastThreadLocal<>() {
        @Override
        protected Matches<Pipe> initialValue() {
            return new Matches<>(Pipe[]::new);
        }
    };

    final SubscriberTable<Pipe> subscribers = new SubscriberTable<>(Pipe[]::new);
    /** What each peer wants. Each set guards itself and its entries in the table: any thread may end a pipe. */
    private final Map<Pipe, Set<ByteBuffer>> topics = new ConcurrentHashMap<>();
    /** The loop of the newest subscriber: with one subscriber, what a source emits there is encoded at once. */
    private volatile EventLoop preferred;
    private final SocketSetup setup;
    private final Outbox outbox;
    private final RestingSources resting = new RestingSources();
    private final FanOut fanOut;

    PubPattern(SocketSetup setup) {
        super(setup.drops());
        this.preferred = setup.home();
        this.setup = setup;
        this.outbox = new Outbox(this, setup.options().queues());
        this.fanOut = new FanOut(missed -> dropped(DropReason.SEND_HIGH_WATER_MARK, missed), outbox::onRoom);
    }

    final PubSubOptions options() {
        return setup.options().pubSub();
    }

    private LimitOptions limits() {
        return setup.options().limits();
    }

    final Outbox outbox() {
        return outbox;
    }

    /** The number of distinct topics (ZMQ_TOPICS_COUNT). */
    final int topicsCount() {
        return subscribers.size();
    }

    @Override
    public boolean tryRoute(ZmqMessage message) {
        Matches<Pipe> matches = MATCHES.get();
        try {
            subscribers.match(FRAMES.frame(message, 0), matches);
            return fanOut(message, options().invertMatching() ? others(matches) : matches);
        } finally {
            matches.clear(); // this thread may not publish again for long, and would keep closed peers alive
        }
    }

    /** Everyone who is not among these. */
    private Matches<Pipe> others(Matches<Pipe> matches) {
        Matches<Pipe> others = new Matches<>(Pipe[]::new);
        for (Pipe pipe : topics.keySet()) {
            if (!matches.contains(pipe)) {
                others.add(pipe);
            }
        }
        return others;
    }

    boolean fanOut(ZmqMessage message, Matches<Pipe> matches) {
        if (options().noDrop()) {
            return fanOut.toAll(message, matches);
        }
        fanOut.toEach(message, matches);
        return true;
    }

    @Override
    public final void onRoom(Pipe pipe) {
        outbox.onRoom();
        resting.wake(preferred);
    }

    /** Perhaps nobody has to wait any more. */
    @Override
    final void optionsChanged() {
        outbox.onRoom();
    }

    @Override
    public boolean wantsMore() {
        return true;
    }

    @Override
    public boolean rests(Runnable wakeUp) {
        if (!fanOut.isMissedByAll() || anyoneWantsMore()) {
            return false;
        }
        resting.add(wakeUp, preferred);
        if (anyoneWantsMore()) {
            resting.wake(preferred); // room came just before the sleeper could be seen
        }
        return true;
    }

    private boolean anyoneWantsMore() {
        for (Pipe pipe : topics.keySet()) {
            if (pipe.wantsMore()) {
                return true;
            }
        }
        return topics.isEmpty();
    }

    @Override
    public EventLoop loop() {
        return preferred;
    }

    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        topics.put(pipe, new HashSet<>());
        preferred = pipe.loop();
        if (!connection.forwardsSubscriptions()) {
            onSubscription(pipe, true, EVERYTHING);
        }
    }

    @Override
    public void onDetached(Pipe pipe) {
        Set<ByteBuffer> wanted = topics.remove(pipe);
        if (wanted != null) {
            synchronized (wanted) {
                wanted.forEach(topic -> unsubscribed(pipe, topic.array(), subscribers.unsubscribe(pipe, topic.array())));
            }
        }
        onRoom(pipe); // who waited for this subscriber waits no more
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
        outbox.onRoom(); // who waits for this subscriber may not need it any more
    }

    /** A peer asks; holding the lock of what it has. */
    void update(Pipe pipe, Set<ByteBuffer> wanted, boolean subscribe, byte[] topic) {
        if (!subscribe) {
            boolean last = wanted.remove(ByteBuffer.wrap(topic)) ? subscribers.unsubscribe(pipe, topic) : !subscribers.has(topic);
            unsubscribed(pipe, topic, last);
            return;
        }
        requireRoom(wanted);
        subscribed(pipe, topic, wanted.add(ByteBuffer.wrap(topic)) && subscribers.subscribe(pipe, topic));
    }

    final void requireRoom(Set<ByteBuffer> wanted) {
        int limit = limits().maxSubscriptionsPerPeer();
        if (wanted.size() >= limit) {
            throw ZmtpViolations.tooManySubscriptions(limit);
        }
    }

    final @Nullable Set<ByteBuffer> topicsOf(Pipe pipe) {
        return topics.get(pipe);
    }

    /** @param first nobody had this topic before */
    void subscribed(Pipe pipe, byte[] topic, boolean first) {
    }

    /** @param last nobody has this topic any more */
    void unsubscribed(Pipe pipe, byte[] topic, boolean last) {
    }

    /**
     * Frames in the form of ZMTP 3.0 are subscriptions wherever they stand, unless only the first one may be; what is left is a
     * user message.
     */
    @Override
    public final boolean onMessage(Pipe pipe, ZmqMessage message) {
        int frames = message.frameCount();
        if (frames == 1) {
            return takeSubscription(pipe, FRAMES.frame(message, 0)) || userMessage(pipe, message);
        }
        int taken = 0;
        if (!options().onlyFirstSubscribe() || isSubscription(FRAMES.frame(message, 0))) {
            for (int i = 0; i < frames; i++) {
                taken += takeSubscription(pipe, FRAMES.frame(message, i)) ? 1 : 0;
            }
        }
        if (taken == 0) {
            return userMessage(pipe, message);
        }
        if (taken < frames) {
            dropped(DropReason.UNEXPECTED_MESSAGE, 1); // what stands between subscriptions is no message of its own
        }
        return true;
    }

    private boolean takeSubscription(Pipe pipe, byte[] frame) {
        if (!isSubscription(frame)) {
            return false;
        }
        int limit = limits().maxTopicSize();
        if (frame.length - 1 > limit) {
            throw ZmtpViolations.topicTooLong(frame.length - 1, limit);
        }
        onSubscription(pipe, frame[0] == 1, Arrays.copyOfRange(frame, 1, frame.length));
        return true;
    }

    private static boolean isSubscription(byte[] frame) {
        return frame.length > 0 && (frame[0] == 0 || frame[0] == 1);
    }

    /** A PUB has no use for it. */
    boolean userMessage(Pipe pipe, ZmqMessage message) {
        return super.onMessage(pipe, message);
    }

    @Override
    void close() {
        outbox.close();
    }
}
