package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/** ZMQ_ROUTER_MANDATORY: who waits for a peer at its high-water mark, and who does not have to. */
interface RouterWaitingContract extends SocketContract {

    RoutingId SLOW = RoutingId.of("slow");
    RoutingId TOO_SLOW = RoutingId.of("too slow");
    RoutingId QUICK = RoutingId.of("quick");
    /** More messages than a full peer takes in a last moment of draining. */
    int MORE = 500;

    private RouterSocket mandatory(Consumer<SocketOptions.Builder> more) {
        return zmq().router(QueueContract.smallBuffers()
                .mutate(options -> options.routing(routing -> routing.mandatory(true))).mutate(more));
    }

    /** Does not read before the test does. */
    private DealerSocket peer(RouterSocket router, Endpoint endpoint, RoutingId id) {
        DealerSocket peer = zmq().dealer(QueueContract.smallBuffers().mutate(options -> options.routingId(id.toString())));
        peer.connectNow(endpoint);
        awaitPeer(router, id);
        return peer;
    }

    /** Sends until the peer's queue stays full; returns how many it took. */
    private static int fill(RouterSocket router, RoutingId id) {
        return Filling.fill(message -> router.trySend(id, message), Filling::large);
    }

    private static CompletableFuture<Void> publish(RouterSocket router, RoutingId id, int first, int count) {
        return router.send(Flux.range(first, count).map(number -> large(number).withFirst(id.bytes()))).toFuture();
    }

    @Test
    @DisplayName("hostile F6, every peer's fault stays that peer's: whoever sends to another peer does not wait for a full one")
    default void a_full_peer_holds_up_nobody_but_who_sends_to_it() {
        RouterSocket router = mandatory(options -> { });
        Endpoint endpoint = bind(router);
        peer(router, endpoint, SLOW);
        DealerSocket quick = zmq().dealer(options -> options.routingId(QUICK.toString()));
        quick.connectNow(endpoint);
        awaitPeer(router, QUICK);
        fill(router, SLOW);
        router.send(SLOW, large(0)).subscribe(sent -> { }, closed -> { });
        publish(router, SLOW, 0, 1_000);
        publish(router, SLOW, 0, 1_000).cancel(false);
        Flux.range(0, 1_000).map(number -> large(number).withFirst("slow")).subscribe(router.asSubscriber());

        complete(router.send(QUICK, ZmqMessage.of("1")));
        complete(router.send(ZmqMessage.of("quick", "2")));
        complete(router.send(Flux.just(ZmqMessage.of("quick", "3"), ZmqMessage.of("quick", "4"))));
        Flux.just(ZmqMessage.of("quick", "5")).subscribe(router.asSubscriber());

        assertThat(SocketContract.receiveText(quick, 5)).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    @DisplayName("a publisher waits for a full peer, and keeps its order: what is for others behind that message comes after it")
    default void a_publisher_goes_on_when_the_peer_reads() {
        RouterSocket router = mandatory(options -> { });
        Endpoint endpoint = bind(router);
        DealerSocket slow = peer(router, endpoint, SLOW);
        DealerSocket quick = peer(router, endpoint, QUICK);
        int taken = fill(router, SLOW);
        CompletableFuture<Void> sending = router.send(Flux.concat(Flux.just(ZmqMessage.of("quick", "before")),
                Flux.range(taken, MORE).map(number -> large(number).withFirst("slow")),
                Flux.just(ZmqMessage.of("quick", "behind")))).toFuture();
        assertThat(receiveOne(quick)).isEqualTo(ZmqMessage.of("before"));
        assertThat(sending).isNotDone();

        assertThat(receive(slow, taken + MORE)).isEqualTo(SocketContract.numbers(0, taken + MORE));

        assertThat(receiveOne(quick)).isEqualTo(ZmqMessage.of("behind"));
        complete(Mono.fromFuture(sending));
        assertThat(router.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("all who wait for the same peer get their turn: publishers each in its order, and single messages")
    default void many_wait_for_one_peer_and_all_are_served() {
        RouterSocket router = mandatory(options -> { });
        DealerSocket slow = peer(router, bind(router), SLOW);
        int taken = fill(router, SLOW);
        List<CompletableFuture<Void>> sending = new ArrayList<>();
        for (int publisher = 1; publisher <= 4; publisher++) {
            sending.add(publish(router, SLOW, publisher * 1_000_000, 50));
        }
        for (int single = 0; single < 50; single++) {
            sending.add(router.send(SLOW, large(5_000_000 + single)).toFuture());
        }

        List<Integer> received = receive(slow, taken + 250);

        sending.forEach(sent -> complete(Mono.fromFuture(sent)));
        for (int sender = 1; sender <= 5; sender++) {
            int first = sender * 1_000_000;
            assertThat(received).filteredOn(number -> number >= first && number < first + 50)
                    .isEqualTo(SocketContract.numbers(first, 50));
        }
    }

    @Test
    @DisplayName("hostile F7: a publisher that waits for a peer fails, and is cancelled, when that peer leaves; others go on")
    default void a_publisher_that_waits_fails_when_the_peer_leaves() {
        RouterSocket router = mandatory(options -> { });
        Endpoint endpoint = bind(router);
        DealerSocket slow = peer(router, endpoint, SLOW);
        DealerSocket quick = peer(router, endpoint, QUICK);
        fill(router, SLOW);
        AtomicBoolean cancelled = new AtomicBoolean();
        TestPublisher<ZmqMessage> other = TestPublisher.create();
        CompletableFuture<Void> fails = router.send(Flux.<ZmqMessage>generate(sink -> sink.next(large(0).withFirst("slow")))
                .doOnCancel(() -> cancelled.set(true))).toFuture();
        CompletableFuture<Void> goesOn = router.send(other).toFuture();
        SocketContract.eventually(() -> requested(other));

        slow.close();

        assertThatExceptionOfType(ZmqUnroutableException.class).isThrownBy(() -> complete(Mono.fromFuture(fails)))
                .satisfies(gone -> assertThat(gone.routingId()).isEqualTo(SLOW.bytes()));
        assertThat(cancelled).isTrue();
        other.next(ZmqMessage.of("quick", "still here")).complete();
        complete(Mono.fromFuture(goesOn));
        assertThat(receiveOne(quick)).isEqualTo(ZmqMessage.of("still here"));
    }

    private static boolean requested(TestPublisher<ZmqMessage> source) {
        try {
            source.assertMinRequested(1);
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    @Test
    @DisplayName("close() ends every wait with ZmqClosedException, and publishers that have nothing to send")
    default void senders_learn_that_the_socket_is_closed() {
        RouterSocket router = mandatory(options -> { });
        peer(router, bind(router), SLOW);
        fill(router, SLOW);
        TestPublisher<ZmqMessage> silent = TestPublisher.create();
        TestPublisher<ZmqMessage> plain = TestPublisher.create();
        plain.subscribe(router.asSubscriber());
        List<CompletableFuture<Void>> singles = new ArrayList<>();
        for (int i = 0; i < MORE; i++) {
            singles.add(router.send(SLOW, large(i)).toFuture());
        }
        List<CompletableFuture<Void>> waiting = List.of(singles.get(MORE - 1), publish(router, SLOW, 0, 1_000),
                router.send(silent).toFuture());

        router.close();

        assertThat(waiting).allSatisfy(send -> assertThatExceptionOfType(ZmqClosedException.class)
                .isThrownBy(() -> complete(Mono.fromFuture(send))));
        silent.assertCancelled();
        plain.assertCancelled();
        assertThat(List.of(router.send(SLOW, large(0)), router.send(Flux.just(large(0)))))
                .allSatisfy(send -> assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> complete(send)));
    }

    @Test
    @DisplayName("maxPendingSends is for each peer: one that does not read uses up nobody else's")
    default void waiting_sends_are_bounded_for_each_peer() {
        RouterSocket router = mandatory(options -> options.queues(queues -> queues.maxPendingSends(1)));
        Endpoint endpoint = bind(router);
        List<RoutingId> peers = List.of(SLOW, TOO_SLOW);
        peers.forEach(id -> peer(router, endpoint, id));

        assertThat(peers).allSatisfy(id -> {
            fill(router, id);
            List<CompletableFuture<Void>> sends = new ArrayList<>();
            while (sends.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
                sends.add(router.send(id, large(0)).toFuture());
            }
            assertThat(sends).filteredOn(send -> !send.isDone()).hasSizeLessThanOrEqualTo(1);
            assertThatExceptionOfType(ZmqOverflowException.class)
                    .isThrownBy(() -> complete(Mono.fromFuture(sends.get(sends.size() - 1))));
        });
    }

    @Test
    @DisplayName("ZMQ_ROUTER_HANDOVER: what waits for an id goes to the peer that takes it over")
    default void a_send_that_waits_goes_to_the_new_owner_of_the_id() {
        RouterSocket router = mandatory(options -> options.routing(routing -> routing.handover(Handover.REPLACE)));
        Endpoint endpoint = bind(router);
        peer(router, endpoint, SLOW);
        fill(router, SLOW);
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < MORE; i++) {
            waiting.add(router.send(SLOW, large(i)).toFuture());
        }

        DealerSocket successor = zmq().dealer(options -> options.routingId(SLOW.toString()));
        successor.connectNow(endpoint);

        int last = await(successor.receive().map(message -> message.frameAsInt(0)).takeUntil(number -> number == MORE - 1).last());
        assertThat(last).isEqualTo(MORE - 1);
        waiting.forEach(send -> complete(Mono.fromFuture(send)));
    }
}
