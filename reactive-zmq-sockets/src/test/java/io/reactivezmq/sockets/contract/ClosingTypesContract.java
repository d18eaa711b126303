package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.awaitPeer;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.RouterPeer;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.ObjectCensus;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.Request;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.XSubSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The end of each type of socket in the middle of its work, and of a context with all of them. */
interface ClosingTypesContract extends SocketContract {

    Duration LINGER = Duration.ofMillis(20);

    private static void assertClosed(CompletableFuture<?> call) {
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> Mono.fromFuture(call).block(LIMIT));
    }

    @Test
    @DisplayName("REQ with a request that waits for a reply, others that wait for their turn, and no peer at all")
    default void requests_fail_when_their_socket_is_closed() {
        ReqSocket req = zmq().req(options -> options.linger(LINGER));
        ReqSocket alone = zmq().req(options -> options.linger(LINGER));
        RouterSocket router = zmq().router();
        req.connectNow(bind(router));
        CompletableFuture<String> asked = RequestContract.ask(req, "asked");
        RequestContract.asked(router);
        CompletableFuture<String> waiting = RequestContract.ask(req, "waiting");
        CompletableFuture<String> withoutPeer = RequestContract.ask(alone, "nobody there");

        complete(req.disposeLater());
        complete(alone.disposeLater());

        assertClosed(asked);
        assertClosed(waiting);
        assertClosed(withoutPeer);
        assertClosed(RequestContract.ask(req, "too late"));
    }

    @Test
    @DisplayName("REQ whose raw send was taken and whose reply is awaited: receive() completes, and no error is dropped")
    default void the_raw_half_of_a_requester_ends_quietly() {
        ReqSocket req = zmq().req();
        RouterSocket router = zmq().router();
        req.connectNow(bind(router));
        complete(req.send(ZmqMessage.of("asked")));
        RequestContract.asked(router);
        StepVerifier.create(req.receive())
                .expectSubscription()
                .then(req::dispose)
                .expectComplete()
                .verifyThenAssertThat(LIMIT)
                .hasNotDroppedErrors();
        complete(req.onDispose());
    }

    @Test
    @DisplayName("REQ disconnected from the peer that works on its request: the request fails, the next one goes elsewhere")
    default void a_request_fails_when_its_peer_is_disconnected() {
        ReqSocket req = zmq().req();
        RouterSocket router = zmq().router();
        Endpoint endpoint = bind(router);
        req.connectNow(endpoint);
        CompletableFuture<String> asked = RequestContract.ask(req, "asked");
        RequestContract.asked(router);

        complete(req.disconnect(endpoint));

        StepVerifier.create(Mono.fromFuture(asked)).expectError().verify(LIMIT);
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        req.connectNow(bind(rep));
        assertThat(await(req.request(ZmqMessage.of("again")))).isEqualTo(ZmqMessage.of("again"));
    }

    @Test
    @DisplayName("REP with a request that is not answered yet: the late answer is ENOTSOCK, the service completes")
    default void an_unanswered_request_does_not_hold_the_replier_back() {
        RepSocket rep = zmq().rep(options -> options.linger(LIMIT));
        ReqSocket req = zmq().req();
        connectFully(req, bind(rep));
        CompletableFuture<String> reply = RequestContract.ask(req, "unanswered");
        Request request = await(rep.requests().next());
        CompletableFuture<Void> service = rep.reply(question -> Mono.never()).toFuture();

        complete(rep.disposeLater());

        Mono.fromFuture(service).block(LIMIT);
        assertThatExceptionOfType(ZmqClosedException.class)
                .isThrownBy(() -> request.reply(ZmqMessage.of("late")).block(LIMIT));
        StepVerifier.create(Mono.fromFuture(reply)).expectError().verify(LIMIT);
    }

    @Test
    @DisplayName("ROUTER with notifications and an unread inbox: closed with peers connected")
    default void a_router_that_announces_its_peers_can_be_closed() {
        RouterSocket router = zmq().router(options -> options.linger(LINGER)
                .routing(routing -> routing.notifyConnect(true).notifyDisconnect(true).mandatory(true)));
        Endpoint endpoint = bind(router);
        for (int i = 0; i < 5; i++) {
            int number = i;
            zmq().dealer(options -> options.routingId("peer " + number)).connectNow(endpoint);
            awaitPeer(router, RoutingId.of("peer " + number));
        }
        CompletableFuture<List<RouterPeer>> peers = router.peers().collectList().toFuture();

        complete(router.disposeLater());

        assertThat(await(Mono.fromFuture(peers))).hasSizeGreaterThanOrEqualTo(5);
        assertThat(router.statistics().peers()).isZero();
    }

    @Test
    @DisplayName("XPUB, XSUB, PAIR, SUB and PUB with peers, subscriptions and unread messages")
    default void the_other_types_can_be_closed_in_the_middle_of_their_work() {
        XPubSocket xpub = zmq().xpub(options -> options.linger(LINGER));
        XSubSocket xsub = zmq().xsub(options -> options.linger(LINGER));
        SubSocket sub = zmq().sub(options -> options.linger(LINGER));
        PairSocket one = zmq().pair(options -> options.linger(LINGER));
        PairSocket two = zmq().pair(options -> options.linger(LINGER));
        Endpoint endpoint = bind(xpub);
        CompletableFuture<Long> subscriptions = xpub.subscriptions().count().toFuture();
        connectFully(xsub, endpoint);
        connectFully(sub, endpoint);
        xsub.subscribe("");
        sub.subscribe("topic");
        eventually(() -> xpub.topicsCount() == 2);
        connectFully(one, bind(two));
        for (int i = 0; i < 100; i++) {
            xpub.trySend(ZmqMessage.of("topic"));
            one.trySend(ZmqMessage.of("there"));
            two.trySend(ZmqMessage.of("back"));
        }

        complete(Mono.when(xpub.disposeLater(), one.disposeLater(), sub.disposeLater(), two.disposeLater(), xsub.disposeLater()));

        assertThat(await(Mono.fromFuture(subscriptions))).isEqualTo(2);
        assertThat(xpub.topicsCount()).isZero();
    }

    @Test
    @DisplayName("RequestClient with requests in flight, on the wire and waiting for a peer")
    default void requests_in_flight_fail_when_their_client_is_closed() {
        RequestClient client = zmq().requestClient(options -> options.linger(LINGER));
        RequestClient alone = zmq().requestClient(options -> options.linger(LINGER));
        RouterSocket router = zmq().router();
        client.socket().connectNow(bind(router));
        List<CompletableFuture<ZmqMessage>> asked = IntStream.range(0, 10)
                .mapToObj(i -> client.request(ZmqMessage.of("asked")).toFuture()).toList();
        await(router.receive().take(10).count());
        CompletableFuture<ZmqMessage> withoutPeer = alone.request(ZmqMessage.of("nobody there")).toFuture();

        client.close();
        alone.close();

        asked.forEach(ClosingTypesContract::assertClosed);
        assertClosed(withoutPeer);
        assertThat(client.inFlight()).isZero();
        assertThat(alone.inFlight()).isZero();
        assertClosed(client.request(ZmqMessage.of("too late")).toFuture());
        assertThat(client.inFlight()).isZero();
    }

    // ---- all of them at once

    @Test
    @DisplayName("zmq_ctx_term(3): the whole context, with every type open, requests under way and peers that do not read")
    default void a_context_can_be_closed_with_everything_open() {
        RepSocket rep = zmq().rep(ClosingStatesContract.narrow());
        ReqSocket req = zmq().req(ClosingStatesContract.narrow());
        req.connectNow(bind(rep));
        CompletableFuture<String> asked = RequestContract.ask(req, "asked");
        await(rep.requests().next());
        RouterSocket router = zmq().router(
                ClosingStatesContract.narrow().mutate(options -> options.routing(routing -> routing.notifyConnect(true))));
        RequestClient client = zmq().requestClient(options -> options.linger(LINGER));
        client.socket().connectNow(bind(router));
        CompletableFuture<ZmqMessage> inFlight = client.request(ZmqMessage.of("asked")).toFuture();
        XPubSocket xpub = zmq().xpub(ClosingStatesContract.narrow());
        XSubSocket xsub = zmq().xsub(ClosingStatesContract.narrow());
        xsub.connectNow(bind(xpub));
        xsub.subscribe("");
        eventually(() -> xpub.topicsCount() == 1);
        PairSocket pair = zmq().pair(ClosingStatesContract.narrow());
        zmq().pair(ClosingStatesContract.narrow()).connectNow(bind(pair));
        PubSocket pub = zmq().pub(ClosingStatesContract.narrow());
        zmq().sub(ClosingStatesContract.narrow()).connectNow(bind(pub));
        PullSocket pull = zmq().pull(ClosingStatesContract.narrow());
        PushSocket push = zmq().push(ClosingStatesContract.narrow());
        push.connectNow(bind(pull));
        Filling.fill(push);
        CompletableFuture<Void> waiting = push.send(Filling.large(1)).toFuture();
        zmq().push(ClosingStatesContract.narrow()).connectNow(transport().vacant());

        complete(zmq().disposeLater());

        // sockets close in any order, so a call may end with its own socket or with its peer
        StepVerifier.create(Mono.fromFuture(asked)).expectError(ZmqException.class).verify(LIMIT);
        assertClosed(inFlight);
        Mono.fromFuture(waiting).onErrorComplete(ZmqException.class).block(LIMIT);
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> zmq().push());
    }

    @Test
    @DisplayName("nothing leaks: a context keeps nothing of sockets that were closed in the middle of their work")
    default void nothing_is_left_of_closed_sockets() {
        XPubSocket xpub = zmq().xpub();
        RouterSocket router = zmq().router();
        PullSocket pull = zmq().pull();
        Endpoint publisher = bind(xpub);
        Endpoint service = bind(router);
        Endpoint sink = bind(pull);
        Flux.merge(xpub.receive(), router.receive(), pull.receive()).subscribe();
        xpub.subscriptions().subscribe();
        comeAndGo(publisher, service, sink);
        eventually(() -> xpub.statistics().peers() + router.statistics().peers() + pull.statistics().peers() == 0);
        Map<String, Integer> before = ObjectCensus.of(zmq());

        for (int i = 0; i < 10; i++) {
            comeAndGo(publisher, service, sink);
        }

        // not equal: the last of the first round may still have been on its way out when they were counted
        AtomicReference<Map<String, Integer>> growth = new AtomicReference<>(Map.of());
        assertThatCode(() -> eventually(() -> {
            growth.set(ObjectCensus.growth(zmq(), before));
            return growth.get().isEmpty();
        })).as(() -> "left: " + growth.get()).doesNotThrowAnyException();
    }

    private void comeAndGo(Endpoint publisher, Endpoint service, Endpoint sink) {
        List<Mono<Void>> closing = new ArrayList<>();
        SubSocket sub = zmq().sub();
        sub.subscribe("topic");
        sub.connectNow(publisher);
        closing.add(sub.disposeLater());
        DealerSocket dealer = zmq().dealer(options -> options.routingId("name"));
        connectFully(dealer, service);
        dealer.trySend(ZmqMessage.of("never read"));
        closing.add(dealer.disposeLater());
        ReqSocket req = zmq().req();
        req.connectNow(service);
        CompletableFuture<String> asked = RequestContract.ask(req, "asked");
        closing.add(req.disposeLater());
        PushSocket push = zmq().push();
        push.connectNow(sink);
        push.connectNow(transport().vacant());
        push.trySend(Filling.large(1));
        closing.add(push.disposeLater());
        complete(Mono.when(closing));
        assertClosed(asked);
    }
}
