package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;

/** A client's request, and what has become of it so far. */
final class Job {

    /** Workers that may get it, one after the other: it may be the job that kills them. */
    static final int MAX_TRIES = 3;

    private final RoutingId client;
    private final ZmqMessage body;
    private final long expiry;
    private int tries;
    private boolean partThere;

    /** @param expiry in milliseconds, by the broker's clock */
    Job(RoutingId client, ZmqMessage body, long expiry) {
        this.client = client;
        this.body = body;
        this.expiry = expiry;
    }

    RoutingId client() {
        return client;
    }

    ZmqMessage body() {
        return body;
    }

    boolean isExpired(long now) {
        return expiry < now;
    }

    /** A worker gets it. */
    void begin() {
        tries++;
    }

    /** The client has a part of the answer; another worker would begin it anew, and nothing would tell the client. */
    void answeredInPart() {
        partThere = true;
    }

    /** Whether another worker may have it when this one is lost. */
    boolean mayBeTriedAgain() {
        return !partThere && tries < MAX_TRIES;
    }
}
