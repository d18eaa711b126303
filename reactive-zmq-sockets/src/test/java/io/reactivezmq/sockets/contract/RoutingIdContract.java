package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.error.ZmqUnroutableException;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.RoutingIdRefused;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How a ROUTER knows its peers (RFC 28): ids that are announced, contested, given by connect; who comes and who goes. */
interface RoutingIdContract extends SocketContract {

    RoutingId A = RoutingId.of("a");
    RoutingId MINE = RoutingId.of("mine");

    private DealerSocket dealer(String routingId) {
        return zmq().dealer(options -> options.routingId(routingId));
    }

    private RouterSocket router(Consumer<RoutingOptions.Builder> routing) {
        return zmq().router(options -> options.routing(routing));
    }

    /** The peer that has the id {@link #A}. */
    private DealerSocket owner(RouterSocket router, Endpoint endpoint) {
        DealerSocket owner = dealer("a");
        owner.connectNow(endpoint);
        awaitPeer(router, A);
        return owner;
    }

    /** Everything that peers() tells from now on. */
    private static Flux<RouterPeer> peers(RouterSocket router) {
        return router.peers().replay().autoConnect(0);
    }

    private static RouterPeer next(Flux<RouterPeer> peers, boolean connected) {
        return await(peers.filter(peer -> peer.connected() == connected).next());
    }

    // ---- contested ids --------------------------------------------------------------------------------------------

    @Test
    @DisplayName("hostile F1 (libzmq#4503, #2892): the second peer with an id in use stays mute, an event tells, the first is served")
    default void an_id_in_use_is_refused_to_the_newcomer() {
        RouterSocket router = zmq().router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket first = owner(router, endpoint);
        DealerSocket newcomer = dealer("a");
        newcomer.connectNow(endpoint);

        assertThat(events.await(RoutingIdRefused.class).routingId()).isEqualTo(A);
        newcomer.trySend(ZmqMessage.of("not heard"));
        eventually(() -> router.statistics().dropped(DropReason.UNEXPECTED_MESSAGE) == 1);
        first.trySend(ZmqMessage.of("heard"));
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "heard"));
        router.trySend(A, ZmqMessage.of("answer"));
        assertThat(receiveOne(first)).isEqualTo(ZmqMessage.of("answer"));
        assertThat(router.statistics().peers()).isEqualTo(2);
    }

    @Test
    @DisplayName("hostile F2: without authentication nobody is the same user: REPLACE_IF_SAME_USER refuses")
    default void an_id_in_use_is_refused_to_somebody_without_a_user() {
        RouterSocket router = router(routing -> routing.handover(Handover.REPLACE_IF_SAME_USER));
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket first = owner(router, endpoint);

        dealer("a").connectNow(endpoint);

        assertThat(events.await(RoutingIdRefused.class).routingId()).isEqualTo(A);
        router.trySend(A, ZmqMessage.of("answer"));
        assertThat(receiveOne(first)).isEqualTo(ZmqMessage.of("answer"));
    }

    @Test
    @DisplayName("hostile F1: the id stays the first peer's when the newcomer leaves")
    default void a_refused_newcomer_takes_nothing_with_it() {
        RouterSocket router = zmq().router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket first = owner(router, endpoint);
        DealerSocket newcomer = dealer("a");
        newcomer.connectNow(endpoint);
        events.await(RoutingIdRefused.class);

        newcomer.close();
        events.await(Disconnected.class);

        router.trySend(A, ZmqMessage.of("answer"));
        assertThat(receiveOne(first)).isEqualTo(ZmqMessage.of("answer"));
        assertThat(await(router.peers().next())).isEqualTo(new RouterPeer(A, true));
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL create a queue when a peer connects to it, and SHALL destroy it when this peer "
            + "disconnects; the id is free again")
    default void a_peer_that_comes_back_has_its_id_again() {
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        Flux<RouterPeer> peers = peers(router);
        DealerSocket before = dealer("a");
        before.connectNow(endpoint);
        next(peers, true);
        before.close();
        next(peers, false);

        DealerSocket after = dealer("a");
        after.connectNow(endpoint);
        await(peers.filter(RouterPeer::connected).skip(1).next());
        router.trySend(A, ZmqMessage.of("welcome back"));

        assertThat(receiveOne(after)).isEqualTo(ZmqMessage.of("welcome back"));
    }

    @Test
    @DisplayName("test_issue_566.cpp: peers whose ids are known beforehand are reached as they come, and leave, one after the other")
    default void peers_whose_ids_are_known_beforehand_are_reached_as_they_come() {
        RouterSocket router = router(routing -> routing.mandatory(true));
        Endpoint endpoint = bind(router);
        for (int i = 0; i < 50; i++) {
            RoutingId id = RoutingId.of("peer " + i);
            DealerSocket peer = dealer("peer " + i);
            peer.connectNow(endpoint);
            eventually(() -> {
                try {
                    return router.trySend(id, ZmqMessage.of("hello"));
                } catch (ZmqUnroutableException notYet) {
                    return false;
                }
            });
            assertThat(receiveOne(peer)).isEqualTo(ZmqMessage.of("hello"));
            peer.close();
        }
    }

    @Test
    @DisplayName("ZMQ_ROUTER_HANDOVER: an endpoint whose peer lost its id is not connected again, which would take it back in turn")
    default void with_handover_a_connection_that_lost_its_id_is_the_last_one() {
        RouterSocket router = router(routing -> routing.handover(Handover.REPLACE));
        EventLog events = EventLog.of(router);
        connectFully(router, bind(dealer("a")));
        awaitPeer(router, A);

        dealer("a").connectNow(bind(router));

        assertThat(events.await(ConnectStopped.class).cause()).hasMessageContaining("has taken over the routing id");
    }

    @Test
    @DisplayName("ZMQ_ROUTER_HANDOVER: the newcomer takes the id over, the older peer is disconnected (test_router_handover.cpp)")
    default void with_handover_the_newcomer_has_the_id() {
        RouterSocket router = router(routing -> routing.handover(Handover.REPLACE));
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket older = zmq().dealer(options -> options.routingId("a").reconnect(reconnect -> reconnect.enabled(false)));
        older.connectNow(endpoint);
        awaitPeer(router, A);
        older.trySend(ZmqMessage.of("from the older"));
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "from the older"));
        DealerSocket newcomer = dealer("a");
        newcomer.connectNow(endpoint);
        events.await(Disconnected.class);

        router.trySend(A, ZmqMessage.of("answer"));
        assertThat(receiveOne(newcomer)).isEqualTo(ZmqMessage.of("answer"));
        newcomer.trySend(ZmqMessage.of("from the newcomer"));

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "from the newcomer"));
        eventually(() -> router.statistics().peers() == 1);
        assertThat(await(router.peers().next())).isEqualTo(new RouterPeer(A, true));
    }

    // ---- ids given by connect -------------------------------------------------------------------------------------

    @Test
    @DisplayName("ZMQ_CONNECT_ROUTING_ID: the peer can be addressed at once and its messages come under that id (test_connect_rid.cpp)")
    default void a_peer_is_known_by_the_id_that_connect_gave_it() {
        RouterSocket router = zmq().router();
        DealerSocket peer = dealer("a");
        complete(router.connect(bind(peer), MINE).then());

        router.trySend(MINE, ZmqMessage.of("hello"));
        assertThat(receiveOne(peer)).isEqualTo(ZmqMessage.of("hello"));
        peer.trySend(ZmqMessage.of("answer"));

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("mine", "answer"));
        assertThat(await(router.peers().next()).routingId()).isEqualTo(MINE);
    }

    @Test
    @DisplayName("RFC 28 ROUTER: SHALL create a queue when connecting to a peer, and SHALL maintain it whether or not "
            + "the connection is established (ZMQ_CONNECT_ROUTING_ID)")
    default void what_is_sent_before_the_peer_exists_arrives() {
        RouterSocket router = router(routing -> routing.mandatory(true));
        Endpoint endpoint = transport().vacant();
        complete(router.connect(endpoint, MINE).then());

        assertThat(router.trySend(MINE, ZmqMessage.of("early"))).isTrue();
        DealerSocket peer = zmq().dealer();
        peer.bindNow(endpoint);

        assertThat(receiveOne(peer)).isEqualTo(ZmqMessage.of("early"));
    }

    @Test
    @DisplayName("ZMQ_CONNECT_ROUTING_ID: an id in use (libzmq aborts the process)")
    default void an_id_cannot_be_given_twice() {
        RouterSocket router = zmq().router();
        DealerSocket one = zmq().dealer();
        DealerSocket two = zmq().dealer();
        complete(router.connect(bind(one), MINE).then());

        assertThatExceptionOfType(ZmqOptionException.class).isThrownBy(() -> router.connect(bind(two), MINE).block(LIMIT))
                .withMessageContaining("mine");

        router.trySend(MINE, ZmqMessage.of("to the first"));
        assertThat(receiveOne(one)).isEqualTo(ZmqMessage.of("to the first"));
    }

    @Test
    default void an_id_can_be_given_again_after_disconnect() {
        RouterSocket router = zmq().router();
        DealerSocket one = zmq().dealer();
        DealerSocket two = zmq().dealer();
        Endpoint endpoint = bind(one);
        complete(router.connect(endpoint, MINE).then());
        complete(router.disconnect(endpoint));

        complete(router.connect(bind(two), MINE).then());
        router.trySend(MINE, ZmqMessage.of("to the second"));

        assertThat(receiveOne(two)).isEqualTo(ZmqMessage.of("to the second"));
    }

    @Test
    @DisplayName("two ROUTERs: each knows the other by its announced id")
    default void routers_talk_to_routers() {
        RouterSocket a = zmq().router(options -> options.routingId("a"));
        RouterSocket b = zmq().router(options -> options.routingId("b"));
        a.connectNow(bind(b));
        awaitPeer(a, RoutingId.of("b"));
        awaitPeer(b, A);

        a.trySend(ZmqMessage.of("b", "from a"));
        assertThat(receiveOne(b)).isEqualTo(ZmqMessage.of("a", "from a"));
        b.trySend(ZmqMessage.of("a", "from b"));

        assertThat(receiveOne(a)).isEqualTo(ZmqMessage.of("b", "from b"));
    }

    // ---- probe, notify, peers -------------------------------------------------------------------------------------

    @Test
    @DisplayName("ZMQ_PROBE_ROUTER: a peer that probes is known before it says anything (test_probe_router.cpp)")
    default void a_probe_arrives_as_an_id_and_an_empty_frame() {
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        DealerSocket dealer = zmq().dealer(options -> options.routingId("d").routing(routing -> routing.probe(true)));
        dealer.connectNow(endpoint);
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("d", ""));
        RouterSocket other = zmq().router(options -> options.routingId("r").routing(routing -> routing.probe(true)));
        other.connectNow(endpoint);
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("r", ""));
        ReqSocket req = zmq().req(options -> options.routingId("q").routing(routing -> routing.probe(true)));
        req.connectNow(endpoint);
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("q", ""));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_NOTIFY: id and an empty frame when a peer comes and when it goes (test_router_notify.cpp)")
    default void notices_frame_the_messages_of_a_peer() {
        RouterSocket router = router(routing -> routing.notifyConnect(true).notifyDisconnect(true));
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        a.trySend(ZmqMessage.of("message"));
        assertThat(receiveMessages(router, 2)).containsExactly(ZmqMessage.of("a", ""), ZmqMessage.of("a", "message"));

        a.close();

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", ""));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_NOTIFY: each bit by itself")
    default void only_the_notices_that_were_asked_for_come() {
        RouterSocket router = router(routing -> routing.notifyDisconnect(true));
        DealerSocket a = dealer("a");
        a.connectNow(bind(router));
        a.trySend(ZmqMessage.of("message"));
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "message"));

        a.close();

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", ""));
    }

    @Test
    default void peers_tells_who_is_there_who_comes_and_who_goes() {
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        DealerSocket early = dealer("early");
        early.connectNow(endpoint);
        awaitPeer(router, RoutingId.of("early"));
        Flux<RouterPeer> peers = peers(router);

        DealerSocket late = dealer("late");
        late.connectNow(endpoint);
        assertThat(await(peers.take(2).collectList())).containsExactly(
                new RouterPeer(RoutingId.of("early"), true), new RouterPeer(RoutingId.of("late"), true));
        early.close();
        assertThat(next(peers, false).routingId()).isEqualTo(RoutingId.of("early"));
        router.close();

        await(peers.count());
    }
}
