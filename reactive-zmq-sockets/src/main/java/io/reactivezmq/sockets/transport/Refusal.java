package io.reactivezmq.sockets.transport;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.reactivezmq.core.error.ZmqException;
import org.jspecify.annotations.Nullable;

/** Why an accepted channel is not let in, from who found out to who acts on it. */
final class Refusal {

    private static final AttributeKey<ZmqException> KEY = AttributeKey.valueOf(Refusal.class, "cause");

    private Refusal() {
    }

    static void set(Channel accepted, ZmqException cause) {
        accepted.attr(KEY).set(cause);
    }

    static @Nullable ZmqException of(Channel accepted) {
        return accepted.attr(KEY).get();
    }
}
