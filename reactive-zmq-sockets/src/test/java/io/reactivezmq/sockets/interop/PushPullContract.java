package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** RFC 30 with another implementation at the other end. */
interface PushPullContract {

    int MESSAGES = Integer.getInteger("reactivezmq.interop.messages", 1_000_000);
    int SOME = 20_000;

    Peer newPeer();

    @Test
    @DisplayName("1 million messages of 0 B to 1 MiB, with multipart: in order, none lost or altered; the peer's PUSH connects")
    default void a_million_messages_come_from_a_connecting_push() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PullSocket pull = zmq.pull();
            peer.connected(SocketType.PUSH, pull.bindNow(LOOPBACK));
            receive(pull, peer, MESSAGES);
        }
    }

    @Test
    @DisplayName("1 million messages of 0 B to 1 MiB, with multipart: in order, none lost or altered; our PUSH connects")
    default void a_million_messages_go_to_a_bound_pull() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PushSocket push = zmq.push();
            push.connectNow(peer.bound(SocketType.PULL));
            send(push, peer, MESSAGES);
        }
    }

    @Test
    @DisplayName("bind and connect on either side: our PULL connects")
    default void messages_come_from_a_bound_push() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PullSocket pull = zmq.pull();
            pull.connectNow(peer.bound(SocketType.PUSH));
            receive(pull, peer, SOME);
        }
    }

    @Test
    @DisplayName("bind and connect on either side: our PUSH is bound")
    default void messages_go_to_a_connecting_pull() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PushSocket push = zmq.push();
            peer.connected(SocketType.PULL, push.bindNow(LOOPBACK));
            send(push, peer, SOME);
        }
    }

    @Test
    @DisplayName("send(message), one subscription after the other from an application thread, keeps the order too")
    default void messages_sent_one_by_one_arrive_in_order() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PushSocket push = zmq.push();
            push.connectNow(peer.bound(SocketType.PULL));
            Mono.when(Cargo.messages(0, SOME).concatMap(push::send), Mono.fromFuture(peer.receiveCargo(0, SOME)))
                    .block(PATIENCE);
        }
    }

    @Test
    @DisplayName("a peer that is bound only after connect(): what was sent meanwhile waits, and arrives in order")
    default void what_is_sent_before_the_peer_exists_waits_for_it() {
        Endpoint endpoint;
        try (Peer peer = newPeer()) {
            endpoint = peer.bound(SocketType.PULL);
        }
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PushSocket push = zmq.push(o -> o.reconnect(r -> r.interval(Duration.ofMillis(20))));
            push.connectNow(endpoint);
            push.send(Cargo.messages(0, 500)).block(PATIENCE);
            await(peer.open(SocketType.PULL));
            await(peer.bind(endpoint.toString()));
            await(peer.receiveCargo(0, 500));
        }
    }

    private static void receive(PullSocket pull, Peer peer, int count) {
        Mono.when(pull.receive().take(count).doOnNext(Cargo.inOrderFrom(0)).then(),
                Mono.fromFuture(peer.sendCargo(0, count))).block(PATIENCE);
        assertThat(pull.statistics().droppedTotal()).isZero();
    }

    private static void send(PushSocket push, Peer peer, int count) {
        Mono.when(push.send(Cargo.messages(0, count)), Mono.fromFuture(peer.receiveCargo(0, count))).block(PATIENCE);
        assertThat(push.statistics().droppedTotal()).isZero();
    }
}
