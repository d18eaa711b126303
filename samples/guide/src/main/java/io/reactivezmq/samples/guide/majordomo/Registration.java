package io.reactivezmq.samples.guide.majordomo;

import io.reactivezmq.core.message.RoutingId;
import org.jspecify.annotations.Nullable;

/** A worker as its broker knows it: idle, or busy with a job. */
final class Registration {

    private final RoutingId worker;
    private final ServiceName service;
    private @Nullable Job job;
    private long expiry;

    Registration(RoutingId worker, ServiceName service) {
        this.worker = worker;
        this.service = service;
    }

    RoutingId worker() {
        return worker;
    }

    ServiceName service() {
        return service;
    }

    /** Null while it is idle. */
    @Nullable Job job() {
        return job;
    }

    void begin(Job next) {
        next.begin();
        job = next;
    }

    void rest() {
        job = null;
    }

    /** @param time until which it may be silent, by the broker's clock, in milliseconds */
    void expectUntil(long time) {
        expiry = time;
    }

    boolean isLost(long now) {
        return expiry < now;
    }
}
