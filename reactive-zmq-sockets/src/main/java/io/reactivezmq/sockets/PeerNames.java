package io.reactivezmq.sockets;

import io.reactivezmq.core.message.RoutingId;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for peers that announced none: a byte 0 and a number that starts anywhere (libzmq's router.cpp). */
final class PeerNames {

    private final AtomicInteger next = new AtomicInteger(ThreadLocalRandom.current().nextInt());

    RoutingId next() {
        return RoutingId.of(ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(next.getAndIncrement()).array());
    }
}
