package io.reactivezmq.sockets;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.LimitOptions;
import io.reactivezmq.core.spi.FrameAccess;
import io.reactivezmq.sockets.pattern.Subscriptions;
import io.reactivezmq.sockets.pipe.Inbox;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives what matches a subscription (RFC 29, libzmq's sub.cpp and xsub.cpp). Subscriptions are state: every new
 * connection is told all of them, however many, as fast as it takes them, and no high-water mark can lose one.
 */
class SubPattern extends Pattern {

    private static final FrameAccess FRAMES = FrameAccess.get();

    private final Subscriptions subscriptions = new Subscriptions();
    private final Map<Pipe, PendingSubscriptions> peers = new ConcurrentHashMap<>();
    private final Inbox inbox = new Inbox();
    private final SocketSetup setup;

    SubPattern(SocketSetup setup) {
        super(setup.drops());
        this.setup = setup;
    }

    final Inbox inbox() {
        return inbox;
    }

    /** The number of distinct topics (ZMQ_TOPICS_COUNT). */
    final int topicsCount() {
        return subscriptions.size();
    }

    /** Throws {@link ZmqOptionException} for a topic that no publisher has to take: too long, or one too many. */
    final void subscribe(byte[] topic) {
        LimitOptions limits = setup.options().limits();
        if (topic.length > limits.maxTopicSize()) {
            throw ZmqOptionException.topicTooLong(topic.length, limits.maxTopicSize());
        }
        if (!subscriptions.add(topic, limits.maxSubscriptionsPerPeer())) {
            throw ZmqOptionException.tooManyTopics(limits.maxSubscriptionsPerPeer());
        }
        peers.forEach((pipe, pending) -> pipe.execute(() -> tell(pipe, pending, topic, subscriptions.contains(topic))));
    }

    final void unsubscribe(byte[] topic) {
        if (subscriptions.remove(topic)) {
            peers.forEach((pipe, pending) -> pipe.execute(() -> tell(pipe, pending, topic, subscriptions.contains(topic))));
        } else if (setup.options().pubSub().verboseUnsubscribe()) {
            peers.forEach((pipe, pending) -> pipe.execute(() -> tell(pipe, pending, topic, false)));
        }
    }

    /** What holds when the peer is told counts: threads that change a topic at the same time may come here in any order. */
    private static void tell(Pipe pipe, PendingSubscriptions pending, byte[] topic, boolean subscribe) {
        pending.put(topic, subscribe);
        PeerConnection connection = pipe.connection();
        if (connection != null) {
            pending.write(connection);
        }
    }

    @Override
    public void onAttached(Pipe pipe, PeerConnection connection) {
        PendingSubscriptions pending = new PendingSubscriptions();
        peers.put(pipe, pending); // first, so that a topic subscribed meanwhile is told twice rather than never
        subscriptions.forEachTopic(topic -> pending.put(topic, true));
    }

    /** Also the first moment at which a new connection may be written to. */
    @Override
    public void onWritable(Pipe pipe) {
        PendingSubscriptions pending = peers.get(pipe);
        PeerConnection connection = pipe.connection();
        if (pending != null && connection != null) {
            pending.write(connection);
        }
    }

    @Override
    public void onDetached(Pipe pipe) {
        peers.remove(pipe);
    }

    /** Filtered again here: a message may have been under way when its topic was cancelled, and a peer may send anything. */
    @Override
    public boolean onMessage(Pipe pipe, ZmqMessage message) {
        if (accepts(FRAMES.frame(message, 0))) {
            return inbox.accept(pipe, message);
        }
        dropped(DropReason.FILTERED, 1);
        return true;
    }

    /** Whether the application wants messages that begin so. */
    boolean accepts(byte[] firstFrame) {
        return subscriptions.matches(firstFrame) != setup.options().pubSub().invertMatching();
    }

    @Override
    public void onReadComplete(Pipe pipe) {
        inbox.endOfRead(pipe);
    }

    @Override
    void close() {
        inbox.close();
    }
}
