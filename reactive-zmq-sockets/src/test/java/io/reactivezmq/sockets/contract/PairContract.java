package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PairSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** PAIR (RFC 31). */
interface PairContract extends SocketContract {

    @Test
    @DisplayName("RFC 31 PAIR: SHALL receive incoming messages from its single peer if it has one; SHALL deliver these "
            + "to its calling application (test_pair_tcp.cpp, test_pair_inproc.cpp)")
    default void two_pairs_send_to_each_other() {
        PairSocket bound = zmq().pair();
        PairSocket connected = zmq().pair();
        connected.connectNow(bind(bound));

        connected.send(numbered(0, 1_000)).subscribe();
        bound.send(numbered(5_000, 1_000)).subscribe();

        assertThat(receive(bound, 1_000)).isEqualTo(numbers(0, 1_000));
        assertThat(receive(connected, 1_000)).isEqualTo(numbers(5_000, 1_000));
    }

    @Test
    @DisplayName("RFC 31 PAIR: SHALL not filter or modify outgoing or incoming messages in any way")
    default void frames_stay_together() {
        PairSocket bound = zmq().pair();
        PairSocket connected = zmq().pair();
        connected.connectNow(bind(bound));

        connected.trySend(ZmqMessage.of("", "a", "", "b"));

        assertThat(receiveOne(bound)).isEqualTo(ZmqMessage.of("", "a", "", "b"));
    }

    @Test
    @DisplayName("RFC 31 PAIR: SHALL block on sending, or return a suitable error, when it has no available peer")
    default void a_pair_without_a_peer_waits() {
        PairSocket bound = zmq().pair();
        Endpoint endpoint = bind(bound);
        assertThat(bound.trySend(numbered(0))).isFalse();
        CompletableFuture<Void> waiting = bound.send(numbered(1)).toFuture();
        assertThat(waiting).isNotDone();

        PairSocket connected = zmq().pair();
        connected.connectNow(endpoint);

        complete(Mono.fromFuture(waiting));
        assertThat(receive(connected, 1)).containsExactly(1);
    }

    @Test
    @DisplayName("RFC 31 PAIR: MAY be connected to at most one PAIR peer; a second one is turned away, and admitted "
            + "when the first has gone")
    default void a_second_peer_is_served_only_after_the_first_has_left() {
        PairSocket bound = zmq().pair();
        EventLog events = EventLog.of(bound);
        Endpoint endpoint = bind(bound);
        PairSocket first = zmq().pair();
        connectFully(first, endpoint);
        events.awaitHandshake();
        PairSocket second = zmq().pair();
        second.connectNow(endpoint);
        events.await(Disconnected.class);

        first.trySend(numbered(1));
        assertThat(receive(bound, 1)).containsExactly(1);
        bound.trySend(numbered(2));
        assertThat(receive(first, 1)).containsExactly(2);
        first.close();
        events.awaitFarewell();
        CompletableFuture<Void> welcome = bound.send(numbered(3)).toFuture();

        assertThat(receive(second, 1)).containsExactly(3);
        complete(Mono.fromFuture(welcome));
        second.send(numbered(4)).subscribe();
        assertThat(receive(bound, 1)).containsExactly(4);
    }

    @Test
    @DisplayName("RFC 31 PAIR: nothing that a peer sends before it is turned away is received")
    default void what_a_second_peer_says_is_not_heard() {
        PairSocket bound = zmq().pair();
        EventLog events = EventLog.of(bound);
        Endpoint endpoint = bind(bound);
        PairSocket first = zmq().pair();
        connectFully(first, endpoint);
        events.awaitHandshake();
        for (int i = 0; i < 20; i++) {
            PairSocket intruder = zmq().pair(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
            intruder.trySend(numbered(i));
            intruder.connectNow(endpoint);
            intruder.trySend(numbered(100 + i));
        }
        events.await(Disconnected.class, 20);

        first.trySend(numbered(-1));

        assertThat(receive(bound, 1)).containsExactly(-1);
    }

    @Test
    @DisplayName("a connected PAIR finds its peer again, contrary to libzmq's manual")
    default void a_pair_reconnects_and_its_queue_waits() {
        PairSocket before = zmq().pair();
        Endpoint endpoint = before.bindNow(transport().vacant());
        PairSocket connected = zmq().pair();
        EventLog events = EventLog.of(connected);
        connectFully(connected, endpoint);
        before.close();
        events.await(Disconnected.class);
        assertThat(connected.trySend(numbered(1))).isTrue();

        PairSocket after = zmq().pair();
        after.bindNow(endpoint);

        assertThat(receive(after, 1)).containsExactly(1);
        events.await(HandshakeSucceeded.class, 2);
    }

    @Test
    @DisplayName("ZMQ_SNDHWM, ZMQ_RCVHWM: a PAIR that does not read holds the other back, and nothing is lost")
    default void a_peer_that_does_not_read_holds_the_sender_back_and_nothing_is_lost() {
        PairSocket bound = zmq().pair(QueueContract.smallBuffers());
        PairSocket connected = zmq().pair(QueueContract.smallBuffers());
        connectFully(connected, bind(bound));

        int accepted = fill(connected);

        assertThat(receive(bound, accepted)).isEqualTo(numbers(0, accepted));
        assertThat(connected.statistics().droppedTotal()).isZero();
    }

    @Test
    default void a_bound_pair_that_lost_its_peer_takes_nothing() {
        PairSocket bound = zmq().pair();
        PairSocket connected = zmq().pair();
        connectFully(connected, bind(bound));
        eventually(() -> bound.statistics().peers() == 1);
        connected.close();
        eventually(() -> bound.statistics().peers() == 0);

        eventually(() -> !bound.trySend(numbered(1)));
    }
}
