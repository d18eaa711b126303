package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import reactor.core.publisher.Flux;

/**
 * ZMQ_XPUB (RFC 29): a {@link PubSocket} that also receives: what its subscribers subscribe to and cancel, and the messages that
 * XSUB peers send upstream.
 *
 * <p>Sending is that of {@link PubSocket}; with {@code pubSub.noDrop} it waits for slow subscribers instead of dropping. By
 * default a topic is told when its first subscriber comes and when its last one goes; {@code pubSub.verbose} and
 * {@code pubSub.verboser} tell more. A peer that goes cancels what it had.
 */
public final class XPubSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final XPubPattern pattern;

    XPubSocket(SocketSetup setup) {
        this(setup, new XPubPattern(setup));
    }

    private XPubSocket(SocketSetup setup, XPubPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.pattern = pattern;
    }

    /**
     * Subscriptions in libzmq's form, a frame of a byte 1 or 0 and the topic, and the messages that XSUB peers send, as
     * {@link ReceivingSocket#receive()} says. No subscription is lost however slowly this is read: they take effect at once
     * and are told as state, so one that is cancelled before it was told may not be told at all.
     */
    @Override
    public Flux<ZmqMessage> receive() {
        return pattern.inbox();
    }

    /**
     * The subscriptions by themselves, typed. Independent of {@link #receive()}: both tell all of them. The first subscriber gets
     * the topics there are, then what changes; one subscriber at a time, a later one goes on where the last one stopped.
     * Completes when the socket is closed.
     */
    public Flux<SubscriptionEvent> subscriptions() {
        return pattern.subscriptions();
    }

    /**
     * With {@code pubSub.manual}: gives the peer of this event a subscription, to the topic that it asked for or to another. With
     * {@code pubSub.manualLastValue} the next message sent goes to this peer only, and to nobody if the topic is none of the message's.
     *
     * @return false if the peer has gone: nothing happens, and the next message goes to all as ever
     */
    public boolean admit(SubscriptionEvent event, byte[] topic) {
        return pattern.decide(event.pipe(), true, topic.clone());
    }

    /**
     * With {@code pubSub.manual}: takes a subscription of the event's peer back.
     *
     * @return false if the peer has gone, and its subscriptions with it
     */
    public boolean revoke(SubscriptionEvent event, byte[] topic) {
        return pattern.decide(event.pipe(), false, topic.clone());
    }

    /** The number of distinct topics that its subscribers have now ({@code ZMQ_TOPICS_COUNT}). */
    public int topicsCount() {
        return pattern.topicsCount();
    }
}
