package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who is slow holds the other one back, through TCP, and loses nothing. */
interface BackpressureContract {

    /** Some 80 MB: more than the operating system buffers, and more than the bound on our memory. */
    int COUNT = 200_000;
    int SLOWLY = 2000;
    int HIGH_WATER_MARK = 100;
    long MEMORY_BOUND = 32 << 20;
    Duration WOULD_BLOCK = Duration.ofSeconds(2);

    Peer newPeer();

    @Test
    @DisplayName("request(1) now and then holds a fast PUSH back: it blocks at its mark, our memory stays flat, nothing is lost")
    default void a_slow_subscriber_holds_a_fast_push_back() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PullSocket pull = zmq.pull(o -> o.queues(q -> q.receiveHighWaterMark(HIGH_WATER_MARK))
                    .tcp(t -> t.receiveBuffer(1 << 16)));
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK), "SNDHWM=" + HIGH_WATER_MARK);
            long memory = usedMemory();

            int taken = await(peer.flood(0, COUNT, WOULD_BLOCK));
            assertThat(taken).as("messages until the peer would block").isLessThan(COUNT);
            assertThat(pull.statistics().messagesReceived()).isLessThanOrEqualTo(HIGH_WATER_MARK);

            DemandingSubscriber subscriber = new DemandingSubscriber();
            pull.receive().subscribe(subscriber);
            CompletableFuture<Void> rest = peer.sendCargo(taken, COUNT - taken);
            for (int number = 0; number < SLOWLY; number++) {
                Cargo.requireEqual(number, subscriber.next());
            }
            assertThat(rest).as("the peer's sending").isNotDone();
            assertThat(pull.statistics().messagesReceived()).isLessThanOrEqualTo(SLOWLY + HIGH_WATER_MARK);
            assertThat(usedMemory() - memory).as("growth in bytes").isLessThan(MEMORY_BOUND);
            subscriber.cancel();

            Mono.when(pull.receive().take(COUNT - SLOWLY).doOnNext(Cargo.inOrderFrom(SLOWLY)).then(),
                    Mono.fromFuture(rest)).block(PATIENCE);
            assertThat(pull.statistics().droppedTotal()).isZero();
        }
    }

    @Test
    @DisplayName("a peer that does not read holds our send(publisher) back, which asks its source for no more; nothing is lost")
    default void a_slow_pull_holds_our_source_back() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PushSocket push = zmq.push(o -> o.queues(q -> q.sendHighWaterMark(HIGH_WATER_MARK))
                    .tcp(t -> t.sendBuffer(1 << 16)));
            push.connectNow(peer.bound(SocketType.PULL, "RCVHWM=" + HIGH_WATER_MARK));
            AtomicInteger asked = new AtomicInteger();
            CompletableFuture<Void> sent =
                    push.send(Cargo.messages(0, COUNT).doOnNext(message -> asked.incrementAndGet())).toFuture();

            // behind a socket buffer's worth of messages the peer reads a few; the source has not run ahead
            await(peer.receiveCargo(0, SLOWLY));
            assertThat(sent).isNotDone();
            assertThat(asked.get()).isBetween(SLOWLY, COUNT - 1);

            await(peer.receiveCargo(SLOWLY, COUNT - SLOWLY));
            await(sent);
            assertThat(push.statistics().droppedTotal()).isZero();
        }
    }

    @Test
    @DisplayName("ZMQ_LINGER: 10 000 messages followed at once by close() arrive completely")
    default void a_burst_before_close_arrives_completely() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            Endpoint endpoint = peer.bound(SocketType.PULL);
            CompletableFuture<Void> received = peer.receiveCargo(0, 10_000);
            try (PushSocket push = zmq.push(o -> o.queues(q -> q.sendHighWaterMark(0)).linger(PATIENCE))) {
                push.connectNow(endpoint);
                push.send(Cargo.messages(0, 10_000)).block(PATIENCE);
            }
            await(received);
        }
    }

    @Test
    @DisplayName("ZMQ_LINGER on a bound PUSH: 10 000 messages followed at once by closing the context arrive completely")
    default void a_burst_before_the_context_closes_arrives_completely() {
        try (Peer peer = newPeer()) {
            CompletableFuture<Void> received;
            try (ZmqContext zmq = TestContexts.create()) {
                PushSocket push = zmq.push(o -> o.queues(q -> q.sendHighWaterMark(0)).linger(PATIENCE));
                peer.connected(SocketType.PULL, push.bindNow(LOOPBACK));
                received = peer.receiveCargo(0, 10_000);
                push.send(Cargo.messages(0, 10_000)).block(PATIENCE);
            }
            await(received);
        }
    }

    /** Heap in use after a collection, and Netty's direct memory. */
    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + PlatformDependent.usedDirectMemory();
    }
}
