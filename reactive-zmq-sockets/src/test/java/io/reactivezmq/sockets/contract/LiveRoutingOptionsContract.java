package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.Filling.large;
import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.receiveMessages;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.RoutingIdRefused;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.core.options.RoutingOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Options of ROUTER and DEALER that libzmq lets change on a live socket. */
interface LiveRoutingOptionsContract extends SocketContract {

    RoutingId A = RoutingId.of("a");
    /** More messages than a full peer takes in a last moment of draining. */
    int MORE = 500;

    private static void change(ZmqSocket socket, Consumer<RoutingOptions.Builder> changes) {
        socket.changeOptions(options -> options.routing(changes));
    }

    private DealerSocket dealer(String routingId) {
        return zmq().dealer(options -> options.routingId(routingId).reconnect(reconnect -> reconnect.enabled(false)));
    }

    /** Connected, and everything that belongs to a new connection is over. */
    private DealerSocket connected(RouterSocket router, Endpoint endpoint, String routingId) {
        DealerSocket dealer = dealer(routingId);
        dealer.connectNow(endpoint);
        dealer.trySend(ZmqMessage.of("I am here"));
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of(routingId, "I am here"));
        router.trySend(RoutingId.of(routingId), ZmqMessage.of("I see"));
        assertThat(receiveOne(dealer)).isEqualTo(ZmqMessage.of("I see"));
        return dealer;
    }

    @Test
    @DisplayName("ZMQ_ROUTER_MANDATORY: who waits for a full peer waits no more when the router drops from then on")
    default void a_router_waits_no_more() {
        RouterSocket router = zmq().router(QueueContract.smallBuffers()
                .mutate(options -> options.routing(routing -> routing.mandatory(true))));
        DealerSocket slow = zmq().dealer(QueueContract.smallBuffers().mutate(options -> options.routingId("a")));
        slow.connectNow(bind(router));
        awaitPeer(router, A);
        Filling.fill(message -> router.trySend(A, message), Filling::large);
        List<CompletableFuture<Void>> waiting = IntStream.range(0, MORE).mapToObj(i -> router.send(A, large(i)).toFuture()).toList();
        CompletableFuture<Void> publishing =
                router.send(Flux.range(MORE, MORE).map(number -> large(number).withFirst("a"))).toFuture();

        change(router, routing -> routing.mandatory(false));

        waiting.forEach(send -> complete(Mono.fromFuture(send)));
        complete(Mono.fromFuture(publishing));
        assertThat(router.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK)).isPositive();
    }

    @Test
    @DisplayName("ZMQ_ROUTER_HANDOVER: an id that was refused to one newcomer is given to the next")
    default void a_router_begins_to_hand_ids_over() {
        RouterSocket router = zmq().router();
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        connected(router, endpoint, "a");
        dealer("a").connectNow(endpoint);
        events.await(RoutingIdRefused.class);

        change(router, routing -> routing.handover(Handover.REPLACE));
        DealerSocket newcomer = dealer("a");
        newcomer.connectNow(endpoint);
        events.await(Disconnected.class);
        router.trySend(A, ZmqMessage.of("answer"));

        assertThat(receiveOne(newcomer)).isEqualTo(ZmqMessage.of("answer"));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_NOTIFY: of peers that come and go from then on")
    default void a_router_begins_to_give_notice() {
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        DealerSocket before = connected(router, endpoint, "before");

        change(router, routing -> routing.notifyConnect(true).notifyDisconnect(true));
        dealer("after").connectNow(endpoint);
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("after", ""));
        before.close();

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("before", ""));
    }

    @Test
    @DisplayName("ZMQ_ROUTER_NOTIFY 0: nothing more is told")
    default void a_router_gives_notice_no_more() {
        RouterSocket router = zmq().router(options -> options.routing(routing -> routing.notifyConnect(true).notifyDisconnect(true)));
        EventLog events = EventLog.of(router);
        Endpoint endpoint = bind(router);
        DealerSocket told = dealer("told");
        told.connectNow(endpoint);
        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("told", ""));

        change(router, routing -> routing.notifyConnect(false).notifyDisconnect(false));
        told.close();
        events.await(Disconnected.class);

        connected(router, endpoint, "untold"); // whose message is the next thing that comes
    }

    @Test
    @DisplayName("ZMQ_HELLO_MSG: on each connection from then on")
    default void a_router_begins_to_greet() {
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        DealerSocket before = connected(router, endpoint, "before");

        change(router, routing -> routing.helloMessage(ZmqMessage.of("hello")));
        DealerSocket after = dealer("after");
        after.connectNow(endpoint);
        awaitPeer(router, RoutingId.of("after"));
        router.trySend(RoutingId.of("before"), ZmqMessage.of("message"));
        router.trySend(RoutingId.of("after"), ZmqMessage.of("message"));

        assertThat(receiveOne(before)).isEqualTo(ZmqMessage.of("message"));
        assertThat(receiveMessages(after, 2)).containsExactly(ZmqMessage.of("hello"), ZmqMessage.of("message"));
    }

    @Test
    @DisplayName("ZMQ_DISCONNECT_MSG: also of peers that are there already")
    default void a_router_begins_to_be_told_of_ends() {
        RouterSocket router = zmq().router();
        DealerSocket dealer = connected(router, bind(router), "a");

        change(router, routing -> routing.disconnectMessage(ZmqMessage.of("gone")));
        dealer.close();

        assertThat(receiveOne(router)).isEqualTo(ZmqMessage.of("a", "gone"));
    }

    @Test
    @DisplayName("ZMQ_HICCUP_MSG: also of connections that are there already")
    default void a_dealer_begins_to_be_told_of_lost_connections() {
        RouterSocket router = zmq().router();
        DealerSocket dealer = zmq().dealer();
        connectFully(dealer, bind(router));

        change(dealer, routing -> routing.hiccupMessage(ZmqMessage.of("hiccup")));
        router.close();

        assertThat(receiveOne(dealer)).isEqualTo(ZmqMessage.of("hiccup"));
    }
}
