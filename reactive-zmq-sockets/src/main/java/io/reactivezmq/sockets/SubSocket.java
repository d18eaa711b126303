package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/**
 * ZMQ_SUB (RFC 29): receives from its PUB peers the messages whose first bytes match a subscription; nothing before the
 * first {@link #subscribe}.
 *
 * <p>Subscriptions may be changed at any time from any thread. Each peer is told them when its connection is established, again
 * after every reconnect. What nobody has asked for waits in a queue per peer up to the receive high-water mark; then that
 * peer's connection is read no further, and the publisher drops at its own mark.
 */
public final class SubSocket extends AbstractSocket implements ReceivingSocket {

    private final SubPattern pattern;

    SubSocket(SocketSetup setup) {
        this(setup, new SubPattern(setup));
    }

    private SubSocket(SocketSetup setup, SubPattern pattern) {
        super(new SocketCore(setup, pattern));
        this.pattern = pattern;
    }

    /**
     * Receives messages that begin with the UTF-8 bytes of this text (ZMQ_SUBSCRIBE); the empty text means every message.
     * A topic subscribed twice has to be unsubscribed twice. Takes effect at a peer when the subscription has reached it.
     *
     * @throws io.reactivezmq.core.error.ZmqOptionException if the topic is longer than {@code limits.maxTopicSize} bytes, or
     *     another one beyond {@code limits.maxSubscriptionsPerPeer} different topics
     * @throws io.reactivezmq.core.error.ZmqClosedException if the socket is closed
     */
    public void subscribe(String topic) {
        subscribe(topic.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #subscribe(String)}, for any bytes. */
    public void subscribe(byte[] topic) {
        core.requireOpen();
        pattern.subscribe(topic.clone());
    }

    /** Takes one {@link #subscribe(String)} of this topic back (ZMQ_UNSUBSCRIBE); one that was never subscribed is ignored. */
    public void unsubscribe(String topic) {
        unsubscribe(topic.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #unsubscribe(String)}, for any bytes. */
    public void unsubscribe(byte[] topic) {
        pattern.unsubscribe(topic.clone());
    }

    /** The number of distinct topics subscribed ({@code ZMQ_TOPICS_COUNT}). */
    public int topicsCount() {
        return pattern.topicsCount();
    }

    @Override
    public Flux<ZmqMessage> receive() {
        return pattern.inbox();
    }
}
