package io.reactivezmq.sockets;

import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.sockets.pipe.Pipe;
import java.nio.charset.StandardCharsets;

/** A subscriber of an {@link XPubSocket} has subscribed to a topic, or cancelled that. Immutable. */
public final class SubscriptionEvent {

    private final Pipe pipe;
    private final MessageMetadata metadata;
    private final byte[] topic;
    private final boolean subscribe;

    SubscriptionEvent(Pipe pipe, MessageMetadata metadata, byte[] topic, boolean subscribe) {
        this.pipe = pipe;
        this.metadata = metadata;
        this.topic = topic;
        this.subscribe = subscribe;
    }

    Pipe pipe() {
        return pipe;
    }

    /** What is known of the subscriber; empty when it has gone, which ends its subscriptions. */
    public MessageMetadata metadata() {
        return metadata;
    }

    /** A copy of the topic; empty for every message. */
    public byte[] topic() {
        return topic.clone();
    }

    /** The topic as UTF-8. */
    public String topicAsString() {
        return new String(topic, StandardCharsets.UTF_8);
    }

    /** Whether this is a subscription; false for the end of one. */
    public boolean isSubscribe() {
        return subscribe;
    }

    @Override
    public String toString() {
        return (subscribe ? "subscribe \"" : "unsubscribe \"") + topicAsString() + '"';
    }
}
