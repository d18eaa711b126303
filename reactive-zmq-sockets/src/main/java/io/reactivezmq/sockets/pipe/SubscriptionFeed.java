package io.reactivezmq.sockets.pipe;

/** A stream of nothing but {@link SubscriptionNotices}. */
public final class SubscriptionFeed<T> extends FairMerge<T> {

    public SubscriptionFeed() {
        super("subscriptions()");
    }
}
