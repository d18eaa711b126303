package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** ROUTER (RFC 28): messages in, out, and those that cannot be delivered. */
interface RouterContract extends SocketContract {

    RoutingId A = RoutingId.of("a");
    RoutingId NOBODY = RoutingId.of("nobody");

    private DealerSocket dealer(String routingId) {
        return zmq().dealer(options -> options.routingId(routingId));
    }

    private RouterSocket mandatory() {
        return zmq().router(options -> options.routing(routing -> routing.mandatory(true)));
    }

    /** A router and its peer "a" that does not read. */
    private RouterSocket full(boolean mandatory, DealerSocket peer) {
        RouterSocket router = zmq().router(QueueContract.smallBuffers()
                .mutate(options -> options.routing(routing -> routing.mandatory(mandatory))));
        peer.connectNow(bind(router));
        awaitPeer(router, A);
        return router;
    }

    private DealerSocket reluctant() {
        return zmq().dealer(QueueContract.smallBuffers().mutate(options -> options.routingId("a")));
    }

    /** Sends until the peer's queue stays full; returns how many it took. */
    private static int fill(RouterSocket router) {
        return Filling.fill(message -> router.trySend(A, message), Filling::large);
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL prefix each incoming message with a frame containing the identity of the "
            + "originating double queue; SHALL deliver the resulting messages to its calling application "
            + "(test_spec_router.cpp)")
    default void a_message_comes_with_the_routing_id_that_its_sender_announced() {
        RouterSocket router = zmq().router();
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));

        a.trySend(ZmqMessage.of("1", "2"));

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "1", "2"));
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL identify each double queue using a unique \"identity\" binary string; who "
            + "announces none gets one of five bytes that begins with a zero")
    default void a_peer_without_an_id_gets_one_that_answers_reach_it_under() {
        RouterSocket router = zmq().router();
        DealerSocket one = zmq().dealer();
        DealerSocket two = zmq().dealer();
        var endpoint = bind(router);
        one.connectNow(endpoint);
        two.connectNow(endpoint);
        one.trySend(ZmqMessage.of("one"));
        two.trySend(ZmqMessage.of("two"));

        List<RoutedMessage> received = await(router.messages().take(2).collectList());
        received.forEach(message -> complete(router.send(message.peer(), message.message().withFirst("you are"))));

        assertThat(received).allSatisfy(message -> {
            assertThat(message.peer().bytes()).hasSize(5).startsWith(0);
            assertThat(message.peer().isGenerated()).isTrue();
        });
        assertThat(receiveOne(one)).isEqualTo(ZmqMessage.of("you are", "one"));
        assertThat(receiveOne(two)).isEqualTo(ZmqMessage.of("you are", "two"));
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL remove the first frame from each outgoing message and use this as the identity "
            + "of a double queue; SHALL route the message to the outgoing queue if that queue exists, and has space")
    default void each_peer_gets_what_is_addressed_to_it() {
        RouterSocket router = zmq().router();
        DealerSocket a = dealer("a");
        DealerSocket b = dealer("b");
        var endpoint = bind(router);
        a.connectNow(endpoint);
        b.connectNow(endpoint);
        awaitPeer(router, A);
        awaitPeer(router, RoutingId.of("b"));

        router.send(Flux.just(ZmqMessage.of("b", "1"), ZmqMessage.of("a", "", "2"), ZmqMessage.of("b", "3"))).subscribe();

        assertThat(SocketContract.receiveMessages(b, 2)).containsExactly(ZmqMessage.of("1"), ZmqMessage.of("3"));
        assertThat(receiveOne(a)).isEqualTo(ZmqMessage.of("", "2"));
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL receive incoming messages from its peers using a fair-queuing strategy "
            + "(test_spec_router.cpp)")
    default void peers_are_received_from_in_turn() {
        RouterSocket router = zmq().router();
        var endpoint = bind(router);
        DealerSocket much = dealer("much");
        connectFully(much, endpoint);
        Flux.range(0, 100).map(i -> ZmqMessage.of("m")).subscribe(much::trySend);
        DealerSocket little = dealer("little");
        connectFully(little, endpoint);
        Flux.range(0, 2).map(i -> ZmqMessage.of("m")).subscribe(little::trySend);
        eventually(() -> router.statistics().messagesReceived() == 102);

        assertThat(await(router.messages().take(4).map(message -> message.peer().toString()).collectList()))
                .containsExactlyInAnyOrder("much", "little", "much", "little");
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL either silently drop the message, or return an error, if the queue does not "
            + "exist; here it is counted")
    default void what_is_addressed_to_nobody_is_dropped_and_counted() {
        RouterSocket router = zmq().router();
        bind(router);

        assertThat(router.trySend(NOBODY, ZmqMessage.of("1"))).isTrue();
        complete(router.send(NOBODY, ZmqMessage.of("2")));
        complete(router.send(Flux.just(ZmqMessage.of("nobody", "3"), ZmqMessage.of("", "empty id"),
                ZmqMessage.of(new byte[256], new byte[1]))));

        assertThat(router.statistics().dropped(DropReason.UNROUTABLE)).isEqualTo(5);
    }

    @Test
    @DisplayName("router.cpp: an id frame with nothing behind it is swallowed")
    default void an_address_without_a_message_is_dropped_and_the_next_message_is_sent() {
        RouterSocket router = mandatory();
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        awaitPeer(router, A);

        assertThat(router.trySend(ZmqMessage.of("a"))).isTrue();
        assertThat(router.trySend(ZmqMessage.of("a", "message"))).isTrue();

        assertThat(receiveOne(a)).isEqualTo(ZmqMessage.of("message"));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_MANDATORY: EHOSTUNREACH for an id that no peer has (test_router_mandatory.cpp)")
    default void with_mandatory_routing_an_unknown_id_is_an_error_of_every_way_to_send() {
        RouterSocket router = mandatory();
        bind(router);

        assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> router.trySend(NOBODY, ZmqMessage.of("1")))
                .withMessageContaining("nobody")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EHOSTUNREACH))
                .satisfies(e -> assertThat(e.routingId()).isEqualTo(NOBODY.bytes()));
        assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> router.send(NOBODY, ZmqMessage.of("2")).block(LIMIT));
        assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> router.send(Flux.just(ZmqMessage.of("nobody", "3"))).block(LIMIT));
        assertThat(router.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("test_router_mandatory.cpp: after the error the socket is ready for another message")
    default void a_router_that_reported_an_unknown_id_sends_on() {
        RouterSocket router = mandatory();
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        awaitPeer(router, A);
        assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> router.trySend(NOBODY, ZmqMessage.of("1")));

        complete(router.send(A, ZmqMessage.of("2")));

        assertThat(receiveOne(a)).isEqualTo(ZmqMessage.of("2"));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_MANDATORY: a peer at its high-water mark makes send wait (test_router_mandatory_hwm.cpp)")
    default void with_mandatory_routing_a_full_peer_is_waited_for() {
        DealerSocket a = reluctant();
        RouterSocket router = full(true, a);
        int taken = fill(router);
        CompletableFuture<Void> waiting = router.send(A, large(taken)).toFuture();
        assertThat(waiting).isNotDone();
        assertThat(router.hasRoom(A)).isFalse();

        assertThat(SocketContract.receive(a, taken + 1)).isEqualTo(SocketContract.numbers(0, taken + 1));

        complete(Mono.fromFuture(waiting));
        eventually(() -> router.hasRoom(A));
        assertThat(router.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL either silently drop the message, or return an error, if the queue is full; "
            + "SHALL NOT block on sending (hostile F6: a flooder that does not read)")
    default void without_mandatory_routing_a_full_peer_misses_messages_and_each_is_counted() {
        DealerSocket a = reluctant();
        RouterSocket router = full(false, a);
        int sent = 0;
        while (router.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) < 10) {
            assertThat(router.trySend(A, large(sent++))).isTrue();
        }

        int arrive = sent - (int) router.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK);
        assertThat(SocketContract.receive(a, arrive)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("hostile F7 (jeromq#989): a send to a peer that has just left is an error with mandatory routing, never a wait")
    default void a_message_to_a_peer_that_has_left_is_an_error() {
        RouterSocket router = mandatory();
        EventLog events = EventLog.of(router);
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        awaitPeer(router, A);

        a.close();
        events.await(Disconnected.class);

        assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> router.send(A, ZmqMessage.of("1")).block(LIMIT));
        assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> router.hasRoom(A));
    }

    @Test
    @DisplayName("hostile F7: a send that waits for room at a peer ends when the peer leaves")
    default void a_send_that_waits_for_a_full_peer_fails_when_that_peer_leaves() {
        DealerSocket a = reluctant();
        RouterSocket router = full(true, a);
        fill(router);
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) { // more than a last moment of draining could still take
            waiting.add(router.send(A, large(i)).toFuture());
        }
        waiting.add(router.send(Flux.just(large(500).withFirst("a"))).toFuture());

        a.close();

        waiting.forEach(send -> complete(Mono.fromFuture(send).onErrorResume(ZmqUnroutableException.class, gone -> Mono.empty())));
        assertThat(waiting.subList(499, 501)).allSatisfy(send -> assertThatExceptionOfType(ZmqUnroutableException.class)
                .isThrownBy(() -> complete(Mono.fromFuture(send))));
    }

    @Test
    @DisplayName("hostile F7: sends while the peer leaves all come to an end")
    default void every_send_to_a_leaving_peer_succeeds_or_fails() {
        RouterSocket router = mandatory();
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        awaitPeer(router, A);
        List<CompletableFuture<Void>> sends = new ArrayList<>();

        CompletableFuture<Void> leaving = CompletableFuture.runAsync(a::close);
        while (sends.isEmpty() || !sends.get(sends.size() - 1).isCompletedExceptionally()) {
            CompletableFuture<Void> send = router.send(A, ZmqMessage.of("1")).toFuture();
            sends.add(send);
            complete(Mono.fromFuture(send).onErrorResume(ZmqUnroutableException.class, gone -> Mono.empty()));
        }

        leaving.join();
        assertThat(sends).allMatch(CompletableFuture::isDone);
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL maintain a double queue for each connected peer; who does not read keeps nobody "
            + "else from being answered (hostile F6)")
    default void a_full_peer_does_not_hold_up_the_others() {
        DealerSocket a = reluctant();
        RouterSocket router = zmq().router(QueueContract.smallBuffers());
        var endpoint = bind(router);
        a.connectNow(endpoint);
        awaitPeer(router, A);
        DealerSocket other = dealer("other");
        other.connectNow(endpoint);
        awaitPeer(router, RoutingId.of("other"));
        while (router.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) == 0) {
            router.trySend(A, large(0));
        }

        router.trySend(ZmqMessage.of("other", "served"));

        assertThat(receiveOne(other)).isEqualTo(ZmqMessage.of("served"));
    }
}
