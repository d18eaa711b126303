package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static io.reactivezmq.sockets.interop.Publishing.END;
import static io.reactivezmq.sockets.interop.Publishing.HELLO;
import static io.reactivezmq.sockets.interop.Publishing.peerPublishesUntil;
import static io.reactivezmq.sockets.interop.Publishing.publishUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The stream of RFC 29 with another implementation at the other end; {@link SubscriptionContract} has the topics. */
interface PubSubContract {

    int MESSAGES = Integer.getInteger("reactivezmq.interop.messages", 1_000_000);
    int SOME = 20_000;
    /** More bytes than the operating system buffers between two processes. */
    int LONG = 100_000;
    /** What may be under way at a time to a subscriber whose high-water mark nobody watches. */
    int PORTION = 50_000;

    String UNLIMITED_OUT = "SNDHWM=0";
    String UNLIMITED_IN = "RCVHWM=0";
    byte[] EVERYTHING = {};

    Peer newPeer();

    @Test
    @DisplayName("1 million messages from a bound publisher without high-water mark: in order, none lost or altered")
    default void a_million_messages_come_from_a_bound_publisher() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            sub.subscribe("");
            sub.connectNow(peer.bound(SocketType.XPUB, UNLIMITED_OUT));
            receive(sub, peer, MESSAGES);
        }
    }

    @Test
    @DisplayName("1 million messages to a connecting subscriber: in order, none lost or altered")
    default void a_million_messages_go_to_a_connecting_subscriber() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = unlimited(zmq);
            await(peer.open(SocketType.SUB, UNLIMITED_IN));
            await(peer.subscribe(EVERYTHING));
            await(peer.connect(pub.bindNow(LOOPBACK).toString()));
            send(pub, peer, MESSAGES);
        }
    }

    @Test
    @DisplayName("bind and connect on either side: our SUB is bound")
    default void messages_come_from_a_connecting_publisher() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            sub.subscribe("");
            peer.connected(SocketType.XPUB, sub.bindNow(LOOPBACK), UNLIMITED_OUT);
            receive(sub, peer, SOME);
        }
    }

    @Test
    @DisplayName("bind and connect on either side: our PUB connects")
    default void messages_go_to_a_bound_subscriber() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = unlimited(zmq);
            pub.connectNow(peer.bound(SocketType.SUB, UNLIMITED_IN));
            await(peer.subscribe(EVERYTHING));
            send(pub, peer, SOME);
        }
    }

    @Test
    @DisplayName("a publisher drops at its high-water mark when we are slow: what arrives is in order and unaltered")
    default void a_slow_subscriber_misses_messages_and_nothing_else() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub(o -> o.queues(q -> q.receiveHighWaterMark(10)).tcp(t -> t.receiveBuffer(1 << 16)));
            sub.subscribe("");
            sub.connectNow(peer.bound(SocketType.XPUB, "SNDHWM=10"));
            await(peer.receive());
            await(peer.sendCargo(0, LONG));

            Mono<Long> received = sub.receive().takeWhile(Publishing::isNotEnd)
                    .doOnNext(Cargo.inOrderWithGapsBefore(LONG)).count();
            assertThat(peerPublishesUntil(peer, END, received)).isBetween(10L, LONG - 1L);
        }
    }

    @Test
    @DisplayName("a subscriber that does not read misses messages of our PUB at its mark, and every one is counted")
    default void a_subscriber_that_does_not_read_costs_a_bounded_queue() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = zmq.pub(o -> o.queues(q -> q.sendHighWaterMark(100)).tcp(t -> t.sendBuffer(1 << 16)));
            await(peer.open(SocketType.SUB, "RCVHWM=10", "RCVBUF=65536"));
            await(peer.subscribe(EVERYTHING));
            await(peer.connect(pub.bindNow(LOOPBACK).toString()));
            publishUntil(pub, HELLO, peer.skipTo(HELLO));

            pub.send(Cargo.messages(0, LONG)).block(PATIENCE);

            assertThat(pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK)).isPositive();
            publishUntil(pub, END, peer.skipTo(END));
        }
    }

    private static PubSocket unlimited(ZmqContext zmq) {
        return zmq.pub(o -> o.queues(q -> q.sendHighWaterMark(0).sendHighWaterMarkBytes(0)));
    }

    private static void receive(SubSocket sub, Peer peer, int count) {
        // an XPUB receives the subscription: from then on it counts
        assertThat(await(peer.receive())).isEqualTo(ZmqMessage.of(new byte[] {1}));
        Mono.when(sub.receive().take(count).doOnNext(Cargo.inOrderFrom(0)).then(),
                Mono.fromFuture(peer.sendCargo(0, count))).block(PATIENCE);
        assertThat(sub.statistics().droppedTotal()).isZero();
    }

    private static void send(PubSocket pub, Peer peer, int count) {
        publishUntil(pub, HELLO, peer.skipTo(HELLO));
        pub.trySend(ZmqMessage.of(END));
        await(peer.skipTo(END));
        for (int first = 0; first < count; first += PORTION) {
            int portion = Math.min(PORTION, count - first);
            Mono.when(pub.send(Cargo.messages(first, portion)), Mono.fromFuture(peer.receiveCargo(first, portion)))
                    .block(PATIENCE);
        }
        assertThat(pub.statistics().droppedTotal()).isZero();
    }
}
