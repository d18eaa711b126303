package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqClosedException;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** REQ (RFC 28). A ROUTER at the other end sees its envelope and can answer whatever it likes. */
interface RequestContract extends SocketContract {

    /** A REP that answers each request with this text and the request's own. */
    default RepSocket answering(String with) {
        return answering(zmq(), with);
    }

    static RepSocket answering(ZmqContext zmq, String with) {
        RepSocket rep = zmq.rep();
        rep.reply(request -> Mono.just(request.withFirst(with))).subscribe();
        return rep;
    }

    /** The next request at a ROUTER. */
    static RoutedMessage asked(RouterSocket router) {
        return await(router.messages().next());
    }

    static void answer(RouterSocket router, RoutedMessage request, String... body) {
        complete(router.send(request.peer(), ZmqMessage.of(body).withFirst("")));
    }

    static CompletableFuture<String> ask(ReqSocket req, String question) {
        return req.request(ZmqMessage.of(question)).map(reply -> reply.frameAsString(0)).toFuture();
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL prefix the outgoing message with an empty delimiter frame; a reply comes without "
            + "it")
    default void a_request_has_an_empty_frame_in_front_and_a_reply_has_it_no_more() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));

        CompletableFuture<ZmqMessage> reply = req.request(ZmqMessage.of("a", "", "b")).toFuture();
        RoutedMessage request = asked(router);
        answer(router, request, "c", "", "d");

        assertThat(request.message()).isEqualTo(ZmqMessage.of("", "a", "", "b"));
        assertThat(await(Mono.fromFuture(reply))).isEqualTo(ZmqMessage.of("c", "", "d"));
    }

    @Test
    @DisplayName("test_spec_req.cpp: a REQ that bound works like one that connected")
    default void a_bound_requester_asks_who_connects() {
        ReqSocket req = zmq().req();
        answering("yes").connectNow(bind(req));

        assertThat(await(req.request(ZmqMessage.of("ready?")))).isEqualTo(ZmqMessage.of("yes", "ready?"));
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL route outgoing messages to connected peers using a round-robin strategy "
            + "(test_spec_req.cpp)")
    default void peers_are_asked_in_turn() {
        ReqSocket req = zmq().req();
        connectFully(req, bind(answering("first")));
        connectFully(req, bind(answering("second")));

        List<String> answers = await(Flux.range(0, 6)
                .concatMap(i -> req.request(ZmqMessage.of("who?"))).map(reply -> reply.frameAsString(0)).collectList());

        assertThat(answers).containsExactly("first", "second", "first", "second", "first", "second");
    }

    @Test
    @DisplayName("RFC 28 REQ, on calls from many places: they queue, and are asked in order")
    default void calls_are_asked_one_after_the_other_in_the_order_in_which_they_were_made() {
        Queue<Integer> worked = new ConcurrentLinkedQueue<>();
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.fromRunnable(() -> worked.add(request.frameAsInt(0))).thenReturn(request)).subscribe();
        ReqSocket req = zmq().req();
        List<Mono<ZmqMessage>> calls = IntStream.range(0, 200)
                .mapToObj(i -> Mono.fromFuture(req.request(SocketContract.numbered(i)).toFuture())).toList();

        req.connectNow(bind(rep));

        assertThat(await(Flux.concat(calls).map(reply -> reply.frameAsInt(0)).collectList()))
                .isEqualTo(SocketContract.numbers(0, 200));
        assertThat(worked).containsExactlyElementsOf(SocketContract.numbers(0, 200));
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL send and then receive exactly one message at a time")
    default void the_second_call_is_not_sent_before_the_first_is_answered() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));

        ask(req, "first");
        CompletableFuture<String> second = ask(req, "second");
        RoutedMessage first = asked(router);
        eventually(() -> req.statistics().messagesSent() == 1);
        answer(router, first, "1");
        RoutedMessage next = asked(router);
        answer(router, next, "2");

        assertThat(next.message()).isEqualTo(ZmqMessage.of("", "second"));
        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL block on sending, or return a suitable error, when it has no connected peers; "
            + "SHALL NOT discard messages that it cannot send to a connected peer (test_spec_req.cpp)")
    default void a_request_waits_for_a_peer() {
        ReqSocket req = zmq().req();
        Endpoint nobodyYet = transport().vacant();
        CompletableFuture<String> early = ask(req, "early");
        req.connectNow(nobodyYet);
        CompletableFuture<String> late = ask(req, "late");

        RepSocket rep = answering("here");
        rep.bindNow(nobodyYet);

        assertThat(await(Mono.fromFuture(early))).isEqualTo("here");
        assertThat(await(Mono.fromFuture(late))).isEqualTo("here");
    }

    @Test
    @DisplayName("zmq_send(3) EFSM: a second send before the reply to the first")
    default void sending_twice_is_an_error_of_the_second_call() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        complete(req.send(ZmqMessage.of("1")));

        assertThatExceptionOfType(ZmqStateException.class).isThrownBy(() -> req.send(ZmqMessage.of("2")).block(LIMIT))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EFSM));
        answer(router, asked(router), "answer");
        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("answer"));
        complete(req.send(ZmqMessage.of("3")));

        assertThat(asked(router).message()).isEqualTo(ZmqMessage.of("", "3"));
    }

    @Test
    @DisplayName("zmq_socket(3) ZMQ_REQ: send, receive, send, receive")
    default void the_raw_halves_alternate() {
        ReqSocket req = zmq().req();
        req.connectNow(bind(answering("yes")));

        for (int i = 0; i < 5; i++) {
            complete(req.send(ZmqMessage.of("question " + i)));
            assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("yes", "question " + i));
        }
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL accept an incoming message only from the last peer that it sent a request to; "
            + "SHALL discard silently any messages received from other peers (hostile F5)")
    default void a_reply_of_another_peer_is_ignored() {
        RouterSocket asked = zmq().router();
        RouterSocket other = zmq().router();
        ReqSocket req = zmq().req(options -> options.routingId("q"));
        connectFully(req, bind(asked));
        connectFully(req, bind(other));
        CompletableFuture<String> reply = ask(req, "?");
        RoutedMessage request = asked(asked);
        awaitPeer(other, RoutingId.of("q"));

        complete(other.send(RoutingId.of("q"), ZmqMessage.of("", "forged")));
        eventually(() -> req.statistics().dropped(DropReason.STALE) == 1);
        answer(asked, request, "true");

        assertThat(await(Mono.fromFuture(reply))).isEqualTo("true");
    }

    @Test
    @DisplayName("test_invalid_rep.cpp, hostile F5: a reply without the delimiter is ignored, the call goes on")
    default void a_reply_without_its_delimiter_is_ignored() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        CompletableFuture<String> reply = ask(req, "?");
        RoutedMessage request = asked(router);

        complete(router.send(request.peer(), ZmqMessage.of("no delimiter")));
        complete(router.send(request.peer(), ZmqMessage.of("no", "", "delimiter")));
        complete(router.send(request.peer(), ZmqMessage.of(""))); // and no body
        answer(router, request, "correct");

        assertThat(await(Mono.fromFuture(reply))).isEqualTo("correct");
        assertThat(req.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(3);
    }

    @Test
    @DisplayName("hostile F5: a reply that comes twice")
    default void the_second_reply_to_a_request_is_ignored() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        CompletableFuture<String> first = ask(req, "1?");
        RoutedMessage request = asked(router);
        answer(router, request, "1");
        answer(router, request, "1 again");
        eventually(() -> req.statistics().dropped(DropReason.STALE) == 1);

        CompletableFuture<String> second = ask(req, "2?");
        answer(router, asked(router), "2");

        assertThat(await(Mono.fromFuture(first))).isEqualTo("1");
        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
    }

    @Test
    @DisplayName("test_req_correlate.cpp: four bytes before the delimiter, others in each request; hostile F5: wrong ones are ignored")
    default void a_correlated_request_accepts_only_the_reply_with_its_number() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.request(request -> request.correlate(true)));
        req.connectNow(bind(router));
        CompletableFuture<String> first = ask(req, "1?");
        RoutedMessage asked = asked(router);
        byte[] number = asked.message().frame(0);

        complete(router.send(asked.peer(), ZmqMessage.of("", "without")));
        complete(router.send(asked.peer(), ZmqMessage.of("????", "", "wrong")));
        complete(router.send(asked.peer(), ZmqMessage.of("", "right").withFirst(number)));
        assertThat(await(Mono.fromFuture(first))).isEqualTo("right");
        ask(req, "2?");

        assertThat(number).hasSize(4);
        assertThat(asked.message().withoutFirst(1)).isEqualTo(ZmqMessage.of("", "1?"));
        assertThat(asked(router).message().frame(0)).hasSize(4).isNotEqualTo(number);
        assertThat(req.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(2);
    }

    @Test
    @DisplayName("RFC 28, deviation: where libzmq's REQ waits for ever for a peer that has gone, the call fails and can be retried")
    default void a_peer_that_leaves_with_a_request_fails_its_call_and_a_retry_asks_its_successor() {
        RouterSocket before = zmq().router();
        Endpoint endpoint = before.bindNow(transport().vacant());
        ReqSocket req = zmq().req();
        req.connectNow(endpoint);
        Mono<ZmqMessage> call = req.request(ZmqMessage.of("?"));
        CompletableFuture<ZmqMessage> failing = call.toFuture();
        CompletableFuture<ZmqMessage> retried = call.retry(1).toFuture();
        asked(before);
        before.close();

        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> await(Mono.fromFuture(failing)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ECONNRESET));
        answering("successor").bindNow(endpoint);
        assertThat(await(Mono.fromFuture(retried))).isEqualTo(ZmqMessage.of("successor", "?"));
    }

    @Test
    default void one_waiting_request_more_than_allowed_fails_with_advice() {
        ReqSocket req = zmq().req(options -> options.queues(queues -> queues.maxPendingSends(2)));
        ask(req, "1");
        ask(req, "2");

        assertThatExceptionOfType(ZmqOverflowException.class)
                .isThrownBy(() -> req.request(ZmqMessage.of("3")).block(LIMIT)).withMessageContaining("maxPendingSends");
    }

    @Test
    default void closing_the_socket_fails_the_request_under_way_and_those_that_wait() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req();
        req.connectNow(bind(router));
        List<CompletableFuture<String>> calls = List.of(ask(req, "asked"), ask(req, "waiting"));
        asked(router);

        req.close();

        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(ZmqClosedException.class)
                .isThrownBy(() -> await(Mono.fromFuture(call))));
        assertThatExceptionOfType(ZmqClosedException.class).isThrownBy(() -> req.request(ZmqMessage.of("?")).block(LIMIT));
    }

    @Test
    @DisplayName("ConnectStopped, nobody is left: a request fails with the cause, until there is another endpoint")
    default void a_request_fails_while_every_endpoint_is_given_up() {
        ReqSocket req = zmq().req(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(req);
        RepSocket leaving = answering("leaving");
        connectFully(req, bind(leaving));
        leaving.close();
        events.await(io.reactivezmq.core.event.ConnectStopped.class);

        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> req.request(ZmqMessage.of("?")).retry(100).block(LIMIT))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EHOSTUNREACH)).withCauseInstanceOf(ZmqConnectionException.class);
        req.connectNow(bind(answering("next")));

        assertThat(await(req.request(ZmqMessage.of("?")))).isEqualTo(ZmqMessage.of("next", "?"));
    }

    /** Has one endpoint, which was given up. */
    private ReqSocket deserted() {
        ReqSocket req = zmq().req(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(req);
        RepSocket leaving = answering("leaving");
        connectFully(req, bind(leaving));
        leaving.close();
        events.await(io.reactivezmq.core.event.ConnectStopped.class);
        return req;
    }

    private static void assertNobodyLeft(Mono<?> call) {
        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> await(call))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EHOSTUNREACH)).withCauseInstanceOf(ZmqConnectionException.class);
    }

    @Test
    @DisplayName("nobody is left once the other endpoint is disconnected: requests that wait, and those that come, fail with the cause")
    default void a_request_fails_when_only_given_up_endpoints_are_left_by_disconnect() {
        ReqSocket req = deserted();
        RouterSocket silent = zmq().router();
        Endpoint endpoint = bind(silent);
        connectFully(req, endpoint);
        ask(req, "asked");
        asked(silent);
        CompletableFuture<String> waiting = ask(req, "waiting");

        complete(req.disconnect(endpoint));

        assertNobodyLeft(Mono.fromFuture(waiting));
        assertNobodyLeft(req.request(ZmqMessage.of("late")));
        req.connectNow(bind(answering("next")));
        assertThat(await(req.request(ZmqMessage.of("?")))).isEqualTo(ZmqMessage.of("next", "?"));
    }

    @Test
    @DisplayName("nobody is left once the other endpoint is unbound, too")
    default void a_request_fails_when_only_given_up_endpoints_are_left_by_unbind() {
        ReqSocket req = deserted();
        Endpoint endpoint = bind(req);
        RepSocket accepted = answering("accepted");
        accepted.connectNow(endpoint);
        assertThat(await(req.request(ZmqMessage.of("?")))).isEqualTo(ZmqMessage.of("accepted", "?"));

        complete(req.unbind(endpoint));
        accepted.close(); // on inproc the end of what it is connected to is told to neither
        eventually(() -> req.statistics().peers() == 0);

        assertNobodyLeft(req.request(ZmqMessage.of("late")));
    }

    @Test
    @DisplayName("a given-up endpoint that is disconnected leaves none: requests wait for the next")
    default void a_request_waits_when_the_given_up_endpoint_is_disconnected() {
        RepSocket leaving = answering("leaving");
        Endpoint endpoint = bind(leaving);
        ReqSocket req = zmq().req(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(req);
        connectFully(req, endpoint);
        leaving.close();
        events.await(io.reactivezmq.core.event.ConnectStopped.class);

        complete(req.disconnect(endpoint));
        CompletableFuture<ZmqMessage> waiting = req.request(ZmqMessage.of("?")).toFuture();
        req.connectNow(bind(answering("next")));

        assertThat(await(Mono.fromFuture(waiting))).isEqualTo(ZmqMessage.of("next", "?"));
    }

    /** Returns when the ROUTER has a peer of this id. */
    static void awaitPeer(RouterSocket router, RoutingId id) {
        await(router.peers().filter(peer -> peer.connected() && peer.routingId().equals(id)).next());
    }
}
