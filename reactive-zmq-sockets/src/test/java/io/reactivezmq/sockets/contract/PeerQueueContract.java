package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.fill;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.ZmqContext;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** The queues of those types that wait for room: when there is one, whose messages it keeps, when it takes no more. */
interface PeerQueueContract extends SocketContract {

    /** A type that waits for room, and one that receives from it. */
    enum Kind {
        PUSH, DEALER, PAIR;

        SendingSocket sender(ZmqContext zmq, SocketOptions options) {
            return switch (this) {
                case PUSH -> zmq.push(options);
                case DEALER -> zmq.dealer(options);
                case PAIR -> zmq.pair(options);
            };
        }

        ReceivingSocket receiver(ZmqContext zmq, SocketOptions options) {
            return switch (this) {
                case PUSH -> zmq.pull(options);
                case DEALER -> zmq.dealer(options);
                case PAIR -> zmq.pair(options);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("RFC 28 DEALER, RFC 30 PUSH, RFC 31 PAIR: SHALL create a queue when connecting to a peer, and SHALL maintain it "
            + "whether or not the connection is established")
    default void a_queue_is_there_before_the_connection_and_outlives_it(Kind kind) {
        Endpoint endpoint = transport().vacant();
        SendingSocket sender = kind.sender(zmq(), ContractRun.OPTIONS);
        EventLog events = EventLog.of(sender);
        sender.connectNow(endpoint);
        IntStream.range(0, 10).forEach(i -> assertThat(sender.trySend(numbered(i))).isTrue());
        ReceivingSocket first = kind.receiver(zmq(), ContractRun.OPTIONS);
        first.bindNow(endpoint);
        assertThat(receive(first, 10)).isEqualTo(numbers(0, 10));
        first.close();
        events.await(Disconnected.class);
        IntStream.range(10, 20).forEach(i -> assertThat(sender.trySend(numbered(i))).isTrue());

        ReceivingSocket second = kind.receiver(zmq(), ContractRun.OPTIONS);
        second.bindNow(endpoint);

        assertThat(receive(second, 10)).isEqualTo(numbers(10, 10));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("RFC 28 DEALER, RFC 30 PUSH, RFC 31 PAIR: SHALL create a queue when a peer connects to it, and SHALL destroy it when "
            + "this peer disconnects")
    default void the_queue_of_an_accepted_peer_ends_with_it(Kind kind) {
        SendingSocket sender = kind.sender(zmq(), QueueContract.smallBuffers());
        EventLog events = EventLog.of(sender);
        Endpoint endpoint = bind(sender);
        ReceivingSocket leaving = kind.receiver(zmq(), QueueContract.smallBuffers());
        connectFully(leaving, endpoint);
        events.awaitHandshake();
        assertThat(fill(sender)).isPositive();
        leaving.close();
        events.await(Disconnected.class);
        eventually(() -> !sender.trySend(numbered(-1)));

        ReceivingSocket next = kind.receiver(zmq(), QueueContract.smallBuffers());
        next.connectNow(endpoint);
        complete(sender.send(numbered(7)));

        assertThat(receive(next, 1)).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("RFC 28 DEALER, RFC 30 PUSH, RFC 31 PAIR: SHALL consider a peer as available only when it has an outgoing queue that "
            + "is not full; SHALL not accept further messages when it has no available peer; SHALL NOT discard messages that it "
            + "cannot queue")
    default void a_full_queue_takes_no_more_and_what_waits_is_sent_when_there_is_room(Kind kind) {
        SendingSocket sender = kind.sender(zmq(), ContractRun.OPTIONS.mutate(
                options -> options.queues(queues -> queues.sendHighWaterMark(2))));
        Endpoint endpoint = transport().vacant();
        sender.connectNow(endpoint);
        assertThat(sender.trySend(numbered(0))).isTrue();
        assertThat(sender.trySend(numbered(1))).isTrue();
        assertThat(sender.trySend(numbered(-1))).isFalse();
        CompletableFuture<Void> waiting = sender.send(numbered(2)).toFuture();
        assertThat(waiting).isNotDone();

        ReceivingSocket receiver = kind.receiver(zmq(), ContractRun.OPTIONS);
        receiver.bindNow(endpoint);

        assertThat(receive(receiver, 3)).containsExactly(0, 1, 2);
        complete(Mono.fromFuture(waiting));
        assertThat(sender.statistics().droppedTotal()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "DEALER"})
    @DisplayName("RFC 30 PUSH, RFC 28 DEALER: SHALL maintain an outgoing message queue for each connected peer; one that is full is "
            + "passed over")
    default void a_full_peer_is_passed_over(Kind kind) {
        SendingSocket sender = kind.sender(zmq(), ContractRun.OPTIONS.mutate(
                options -> options.queues(queues -> queues.sendHighWaterMark(2))));
        sender.connectNow(transport().vacant());
        ReceivingSocket there = kind.receiver(zmq(), ContractRun.OPTIONS);
        connectFully(sender, bind(there));
        eventually(() -> sender.statistics().peers() == 1);

        IntStream.range(0, 20).forEach(i -> complete(sender.send(numbered(i))));

        assertThat(receive(there, 18)).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEALER", "PAIR"})
    @DisplayName("RFC 28 DEALER, RFC 31 PAIR: SHALL maintain a double queue for each connected peer; SHALL maintain a double queue for "
            + "its peer: what cannot go out keeps nothing from coming in")
    default void a_full_queue_in_one_direction_does_not_concern_the_other(Kind kind) {
        SendingSocket full = kind.sender(zmq(), QueueContract.smallBuffers());
        SendingSocket peer = kind.sender(zmq(), QueueContract.smallBuffers());
        connectFully(full, bind(peer));
        int taken = fill(full);

        complete(peer.send(numbered(7)));

        assertThat(receive((ReceivingSocket) full, 1)).containsExactly(7);
        assertThat(receive((ReceivingSocket) peer, taken)).isEqualTo(numbers(0, taken));
    }
}
