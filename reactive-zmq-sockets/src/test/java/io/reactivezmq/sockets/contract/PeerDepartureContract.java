package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.LIMIT;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whoever hears that a ROUTER's peer has left finds it gone: its id is free, and sending to it is an error. */
interface PeerDepartureContract extends SocketContract {

    RoutingId A = RoutingId.of("a");

    private RouterSocket router(Consumer<SocketOptions.Builder> more) {
        return zmq().router(ContractRun.OPTIONS.mutate(options -> options.routing(routing -> routing.mandatory(true))).mutate(more));
    }

    private DealerSocket dealer() {
        return zmq().dealer(options -> options.routingId("a"));
    }

    private static boolean isUnroutable(RouterSocket router) {
        try {
            router.trySend(A, ZmqMessage.of("are you there?"));
            return false;
        } catch (ZmqUnroutableException gone) {
            return true;
        }
    }

    /** What the one who is told that the peer has left sees in that moment, on that thread. */
    private static Mono<Boolean> seenOnDeparture(RouterSocket router) {
        Mono<Boolean> seen = router.peers().filter(peer -> !peer.connected()).map(left -> isUnroutable(router)).next().cache();
        seen.subscribe();
        return seen;
    }

    @Test
    @DisplayName("hostile F7: whoever hears from peers() that a peer has left gets EHOSTUNREACH for it")
    default void a_peer_that_is_told_to_have_left_is_unroutable() {
        RouterSocket router = router(options -> { });
        DealerSocket a = dealer();
        connectFully(a, bind(router));
        RequestContract.awaitPeer(router, A);
        Mono<Boolean> unroutable = seenOnDeparture(router);

        a.close();

        assertThat(await(unroutable)).isTrue();
    }

    @Test
    @DisplayName("hostile F7: so does who is told by a notice (ZMQ_ROUTER_NOTIFY) or by ZMQ_DISCONNECT_MSG")
    default void a_message_that_tells_of_a_departure_comes_when_the_peer_is_unroutable() {
        List<Consumer<SocketOptions.Builder>> ways = List.of(
                options -> options.routing(routing -> routing.notifyDisconnect(true)),
                options -> options.routing(routing -> routing.disconnectMessage(ZmqMessage.of("")))); 

        assertThat(ways).allSatisfy(way -> {
            RouterSocket router = router(way);
            DealerSocket a = dealer();
            connectFully(a, bind(router));
            RequestContract.awaitPeer(router, A);
            Mono<Boolean> unroutable = router.receive().map(notice -> isUnroutable(router)).next().cache();
            unroutable.subscribe();

            a.close();

            assertThat(await(unroutable)).isTrue();
        });
    }

    @Test
    @DisplayName("ZMQ_CONNECT_ROUTING_ID: the id of a peer that has left can be given to another by whoever hears of it")
    default void an_id_is_free_when_its_peer_is_told_to_have_left() {
        Consumer<SocketOptions.Builder> nothing = options -> { };
        List<Consumer<SocketOptions.Builder>> kinds = List.of(nothing,
                options -> options.immediate(true), options -> options.reconnect(reconnect -> reconnect.enabled(false)));

        assertThat(kinds).allSatisfy(kind -> {
            RouterSocket router = router(kind);
            DealerSocket first = dealer();
            boolean accepted = kind == nothing;
            if (accepted) {
                connectFully(first, bind(router));
            } else {
                complete(router.connect(bind(first), A).then());
            }
            RequestContract.awaitPeer(router, A);
            DealerSocket second = zmq().dealer();
            Endpoint endpoint = bind(second);
            Mono<Endpoint> again = router.peers().filter(peer -> !peer.connected()).next()
                    .flatMap(left -> router.connect(endpoint, A)).cache();
            again.subscribe();

            first.close();

            assertThat(await(again)).isEqualTo(endpoint);
            complete(router.send(A, ZmqMessage.of("to the second")));
            assertThat(receiveOne(second)).isEqualTo(ZmqMessage.of("to the second"));
        });
    }

    @Test
    @DisplayName("peers() tells changes of an id in their order, also when it goes from one peer to the next at once")
    default void departures_and_arrivals_alternate() {
        RouterSocket router = router(options -> options.routing(routing -> routing.handover(Handover.REPLACE)));
        Endpoint endpoint = bind(router);
        Flux<RouterPeer> peers = router.peers().replay().autoConnect(0);

        for (int i = 1; i <= 20; i++) {
            DealerSocket next = dealer();
            next.connectNow(endpoint);
            peers.filter(RouterPeer::connected).skip(i - 1).blockFirst(LIMIT);
            if (i % 2 == 0) {
                next.dispose();
            }
        }
        router.close();

        List<Boolean> told = await(peers.map(RouterPeer::connected).collectList());
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i)).as("%s", told).isEqualTo(i % 2 == 0);
        }
    }
}
