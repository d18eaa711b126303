package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.numbered;
import static io.reactivezmq.sockets.contract.SocketContract.numbers;
import static io.reactivezmq.sockets.contract.SocketContract.receive;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RepSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** DEALER (RFC 28). */
interface DealerContract extends SocketContract {

    @Test
    @DisplayName("zmq_socket(3): DEALER and DEALER, both directions, neither waits for the other")
    default void two_dealers_send_to_each_other_at_once() {
        DealerSocket here = zmq().dealer();
        DealerSocket there = zmq().dealer();
        here.connectNow(bind(there));

        here.send(numbered(0, 1_000)).subscribe();
        there.send(numbered(5_000, 1_000)).subscribe();

        assertThat(receive(there, 1_000)).isEqualTo(numbers(0, 1_000));
        assertThat(receive(here, 1_000)).isEqualTo(numbers(5_000, 1_000));
    }

    @Test
    @DisplayName("RFC 28 DEALER: SHALL not filter or modify outgoing or incoming messages in any way; SHALL deliver "
            + "these to its calling application")
    default void frames_arrive_as_they_were_sent() {
        DealerSocket here = zmq().dealer();
        DealerSocket there = zmq().dealer();
        here.connectNow(bind(there));
        List<ZmqMessage> messages = List.of(ZmqMessage.of(""), ZmqMessage.of("", ""), ZmqMessage.of("a", "", "b"), ZmqMessage.of("x"));

        here.send(Flux.fromIterable(messages)).subscribe();

        assertThat(SocketContract.receiveMessages(there, 4)).isEqualTo(messages);
    }

    @Test
    @DisplayName("RFC 28 DEALER: SHALL route outgoing messages to available peers using a round-robin strategy "
            + "(test_spec_dealer.cpp)")
    default void peers_get_messages_in_turn() {
        DealerSocket dealer = zmq().dealer();
        List<DealerSocket> peers = List.of(zmq().dealer(), zmq().dealer(), zmq().dealer());
        peers.forEach(peer -> connectFully(dealer, bind(peer)));

        for (int i = 0; i < 9; i++) {
            assertThat(dealer.trySend(numbered(i))).isTrue();
        }

        List<List<Integer>> received = peers.stream().map(peer -> receive(peer, 3)).toList();
        assertThat(received).allSatisfy(numbers -> {
            assertThat(numbers.get(1)).isEqualTo(numbers.get(0) + 3);
            assertThat(numbers.get(2)).isEqualTo(numbers.get(0) + 6);
        });
    }

    @Test
    @DisplayName("RFC 28 DEALER: SHALL receive incoming messages from its peers using a fair-queuing strategy "
            + "(test_spec_dealer.cpp)")
    default void a_peer_with_much_to_say_does_not_keep_another_waiting() {
        DealerSocket dealer = zmq().dealer();
        Endpoint endpoint = bind(dealer);
        DealerSocket much = zmq().dealer();
        connectFully(much, endpoint);
        Flux.range(0, 100).map(i -> ZmqMessage.of("much")).subscribe(much::trySend);
        DealerSocket little = zmq().dealer();
        connectFully(little, endpoint);
        Flux.range(0, 3).map(i -> ZmqMessage.of("little")).subscribe(little::trySend);
        eventually(() -> dealer.statistics().messagesReceived() == 103);

        assertThat(await(dealer.receive().take(6).map(message -> message.frameAsString(0)).collectList()))
                .containsExactlyInAnyOrder("much", "little", "much", "little", "much", "little");
    }

    @Test
    @DisplayName("RFC 28 DEALER: SHALL block on sending, or return a suitable error, when it has no available peers "
            + "(test_spec_dealer.cpp)")
    default void a_dealer_without_peers_takes_nothing_and_sends_when_one_comes() {
        DealerSocket dealer = zmq().dealer();
        Endpoint endpoint = bind(dealer);
        assertThat(dealer.trySend(numbered(0))).isFalse();
        CompletableFuture<Void> waiting = dealer.send(numbered(1)).toFuture();
        assertThat(waiting).isNotDone();

        DealerSocket peer = zmq().dealer();
        peer.connectNow(endpoint);

        complete(Mono.fromFuture(waiting));
        assertThat(receive(peer, 1)).containsExactly(1);
    }

    @Test
    @DisplayName("zmq_socket(3) ZMQ_DEALER: to talk to a REP, the empty delimiter is the application's")
    default void a_dealer_asks_many_things_at_once() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));

        Flux.range(0, 100).map(i -> numbered(i).withFirst("")).subscribe(dealer::trySend);

        assertThat(await(dealer.receive().take(100).map(reply -> reply.frameAsInt(1)).collectList())).isEqualTo(numbers(0, 100));
    }

    @Test
    @DisplayName("ZMQ_PROBE_ROUTER: an empty message is the first that each new peer receives (test_probe_router.cpp)")
    default void a_probing_dealer_greets_every_peer_first() {
        DealerSocket dealer = zmq().dealer(options -> options.routing(routing -> routing.probe(true)));
        DealerSocket one = zmq().dealer();
        DealerSocket two = zmq().dealer();

        dealer.trySend(ZmqMessage.of("never"));
        dealer.connectNow(bind(one));
        dealer.connectNow(bind(two));

        assertThat(receiveOne(one)).isEqualTo(ZmqMessage.empty());
        assertThat(receiveOne(two)).isEqualTo(ZmqMessage.empty());
    }
}
