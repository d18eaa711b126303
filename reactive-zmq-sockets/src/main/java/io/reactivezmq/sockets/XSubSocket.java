package io.reactivezmq.sockets;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/**
 * ZMQ_XSUB (RFC 29): a {@link SubSocket} whose subscriptions may also be sent as messages, the form in which an
 * {@link XPubSocket} receives them: a byte 1 and the topic to subscribe, a byte 0 and the topic to cancel. This is what a
 * forwarder is made of.
 *
 * <p>Any other message is sent upstream to every PUB or XPUB peer that has room; the others miss it, counted as
 * {@code SEND_HIGH_WATER_MARK}. Subscriptions are state and not messages: however many there are and however slow a peer is, it is
 * told all of them. One that {@link #subscribe(String)} would refuse fails with its error. What publishers send is passed on
 * without filtering it again.
 */
public final class XSubSocket extends AbstractSendingSocket implements ReceivingSocket {

    private final XSubPattern pattern;

    XSubSocket(SocketSetup setup) {
        this(setup, new XSubPattern(setup));
    }

    private XSubSocket(SocketSetup setup, XSubPattern pattern) {
        super(new SocketCore(setup, pattern), pattern.outbox());
        this.pattern = pattern;
    }

    /** As {@link SubSocket#subscribe(String)}. */
    public void subscribe(String topic) {
        subscribe(topic.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #subscribe(String)}, for any bytes. */
    public void subscribe(byte[] topic) {
        core.requireOpen();
        pattern.subscribe(topic.clone());
    }

    /** As {@link SubSocket#unsubscribe(String)}. */
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
