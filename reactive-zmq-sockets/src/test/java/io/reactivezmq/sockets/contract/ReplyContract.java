package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.Request;
import io.reactivezmq.sockets.RouterSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** REP (RFC 28). A DEALER at the other end may send any envelope. */
interface ReplyContract extends SocketContract {

    private static ZmqMessage question(String text) {
        return ZmqMessage.of("", text);
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL remove and store the address envelope, including the delimiter; SHALL pass the "
            + "remaining data frames to its calling application; SHALL prepend the address envelope and delimiter; "
            + "SHALL not filter or modify outgoing or incoming messages in any way (test_spec_rep.cpp)")
    default void the_envelope_comes_back_as_it_was_and_the_service_does_not_see_it() {
        RepSocket rep = zmq().rep();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));
        dealer.trySend(ZmqMessage.of("hop 2", "hop 1", "", "question", "", "more"));

        Request request = await(rep.requests().next());
        complete(request.reply(ZmqMessage.of("answer", "more")));

        assertThat(request.message()).isEqualTo(ZmqMessage.of("question", "", "more"));
        assertThat(receiveOne(dealer)).isEqualTo(ZmqMessage.of("hop 2", "hop 1", "", "answer", "more"));
    }

    @Test
    @DisplayName("test_reqrep_device.cpp: REQ - ROUTER DEALER - ROUTER DEALER - REP")
    default void requests_and_replies_pass_a_chain_of_devices() {
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.just(request.withFirst("yes"))).subscribe();
        Endpoint inner = device(bind(rep));
        Endpoint outer = device(inner);
        ReqSocket one = zmq().req();
        ReqSocket two = zmq().req();
        one.connectNow(outer);
        two.connectNow(outer);

        List<ZmqMessage> replies = await(Flux.range(0, 20)
                .flatMapSequential(i -> (i % 2 == 0 ? one : two).request(ZmqMessage.of("q", "" + i))).collectList());

        assertThat(replies).isEqualTo(Flux.range(0, 20).map(i -> ZmqMessage.of("yes", "q", "" + i)).collectList().block());
    }

    /** ROUTER and DEALER back to back; returns the address of the former. */
    private Endpoint device(Endpoint behind) {
        RouterSocket front = zmq().router();
        DealerSocket back = zmq().dealer();
        back.connectNow(behind);
        Endpoint address = bind(front);
        back.send(front.receive()).subscribe(sent -> { }, closed -> { });
        front.send(back.receive()).subscribe(sent -> { }, closed -> { });
        return address;
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL not block on sending; what a peer that does not read has no room for is dropped and counted")
    default void an_answer_never_waits() {
        RepSocket rep = zmq().rep(QueueContract.smallBuffers());
        DealerSocket dealer = zmq().dealer(QueueContract.smallBuffers());
        dealer.connectNow(bind(rep));
        dealer.trySend(question("much?"));
        Request request = await(rep.requests().next());

        while (rep.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) < 10) {
            complete(request.reply(ZmqMessage.of(new byte[8_192])));
        }

        dealer.trySend(question("still there?"));
        assertThat(await(rep.requests().next()).message()).isEqualTo(ZmqMessage.of("still there?"));
    }

    @Test
    @DisplayName("hostile F3: a request without the empty delimiter is dropped and counted")
    default void a_request_without_a_delimiter_is_dropped_and_the_next_one_served() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));

        dealer.trySend(ZmqMessage.of("no delimiter"));
        dealer.trySend(ZmqMessage.of("none", "here", "either"));
        dealer.trySend(question("good"));

        assertThat(receiveOne(dealer)).isEqualTo(question("good"));
        assertThat(rep.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(2);
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL receive incoming messages from its peers using a fair-queuing strategy "
            + "(test_spec_rep.cpp)")
    default void waiting_peers_are_served_in_turn() {
        RepSocket rep = zmq().rep();
        Endpoint endpoint = bind(rep);
        DealerSocket many = zmq().dealer();
        connectFully(many, endpoint);
        Flux.range(0, 10).map(i -> question("many")).subscribe(many::trySend);
        eventually(() -> rep.statistics().messagesReceived() == 10);
        DealerSocket few = zmq().dealer();
        connectFully(few, endpoint);
        Flux.range(0, 2).map(i -> question("few")).subscribe(few::trySend);
        eventually(() -> rep.statistics().messagesReceived() == 12);

        List<String> order = await(rep.requests().map(request -> request.message().frameAsString(0)).take(5).collectList());

        assertThat(order).containsSubsequence("few", "many", "few");
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL silently discard the reply, or return an error, if the originating peer is no "
            + "longer connected (test_spec_rep.cpp)")
    default void a_reply_to_a_peer_that_has_gone_succeeds_and_is_counted() {
        RepSocket rep = zmq().rep();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));
        dealer.trySend(question("anybody there?"));
        Request request = await(rep.requests().next());
        dealer.close();
        eventually(() -> rep.statistics().peers() == 0);

        complete(request.reply(ZmqMessage.of("yes")));

        assertThat(rep.statistics().dropped(DropReason.UNROUTABLE)).isEqualTo(1);
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL receive and then send exactly one message at a time; SHALL wait for a single reply "
            + "message from its calling application")
    default void a_service_in_lock_step_gets_the_second_request_after_the_first_is_answered() {
        RepSocket rep = zmq().rep();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));
        Sinks.One<ZmqMessage> firstAnswer = Sinks.one();
        List<String> begun = new java.util.concurrent.CopyOnWriteArrayList<>();
        rep.reply(request -> {
            begun.add(request.frameAsString(0));
            return begun.size() == 1 ? firstAnswer.asMono() : Mono.just(request);
        }).subscribe();

        dealer.trySend(question("1"));
        dealer.trySend(question("2"));
        eventually(() -> rep.statistics().messagesReceived() == 2);
        assertThat(begun).containsExactly("1");
        firstAnswer.tryEmitValue(ZmqMessage.of("1"));

        assertThat(SocketContract.receiveMessages(dealer, 2)).containsExactly(question("1"), question("2"));
    }

    @Test
    default void with_concurrency_a_quick_answer_overtakes_a_slow_one() {
        RepSocket rep = zmq().rep();
        Sinks.One<ZmqMessage> slow = Sinks.one();
        rep.reply(request -> request.frameAsString(0).equals("slow") ? slow.asMono() : Mono.just(request), 2).subscribe();
        Endpoint endpoint = bind(rep);
        ReqSocket patient = zmq().req();
        ReqSocket hasty = zmq().req();
        patient.connectNow(endpoint);
        hasty.connectNow(endpoint);
        CompletableFuture<ZmqMessage> late = patient.request(ZmqMessage.of("slow")).toFuture();
        eventually(() -> slow.currentSubscriberCount() == 1);

        assertThat(await(hasty.request(ZmqMessage.of("quick")))).isEqualTo(ZmqMessage.of("quick"));
        slow.tryEmitValue(ZmqMessage.of("done"));

        assertThat(await(Mono.fromFuture(late))).isEqualTo(ZmqMessage.of("done"));
    }

    @Test
    default void a_service_that_fails_ends_and_another_goes_on() {
        RepSocket rep = zmq().rep();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));
        dealer.trySend(question("1"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> rep.reply(request -> {
            throw new IllegalArgumentException("a defect of the service");
        }).block(LIMIT));

        rep.reply(Mono::just).subscribe();
        dealer.trySend(question("2"));

        assertThat(receiveOne(dealer)).isEqualTo(question("2"));
    }

    @Test
    default void a_service_that_gives_no_answer_goes_on_with_the_next_request() {
        RepSocket rep = zmq().rep();
        rep.reply(request -> request.frameAsString(0).equals("1") ? Mono.empty() : Mono.just(request)).subscribe();
        DealerSocket dealer = zmq().dealer();
        dealer.connectNow(bind(rep));

        dealer.trySend(question("1"));
        dealer.trySend(question("2"));

        assertThat(receiveOne(dealer)).isEqualTo(question("2"));
    }

    @Test
    @DisplayName("RFC 28 REP: SHALL deliver this message back to the originating peer; it has names of its own, so "
            + "routing ids need not be unique")
    default void two_peers_of_one_routing_id_get_their_own_answers() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        Endpoint endpoint = bind(rep);
        ReqSocket one = zmq().req(options -> options.routingId("twin"));
        ReqSocket two = zmq().req(options -> options.routingId("twin"));
        one.connectNow(endpoint);
        two.connectNow(endpoint);

        for (int i = 0; i < 5; i++) {
            assertThat(await(one.request(ZmqMessage.of("one")))).isEqualTo(ZmqMessage.of("one"));
            assertThat(await(two.request(ZmqMessage.of("two")))).isEqualTo(ZmqMessage.of("two"));
        }
    }

    @Test
    default void a_service_completes_when_its_socket_is_closed() {
        RepSocket rep = zmq().rep();
        CompletableFuture<Void> service = rep.reply(Mono::just).toFuture();

        rep.close();

        complete(Mono.fromFuture(service));
    }

    @Test
    @DisplayName("routing.mandatory: a peer that leaves before its answer does not end the service; the answer is counted")
    default void a_service_goes_on_when_a_peer_has_gone_before_its_answer() {
        RepSocket rep = zmq().rep(options -> options.routing(routing -> routing.mandatory(true)));
        Sinks.One<ZmqMessage> slow = Sinks.one();
        rep.reply(request -> request.frameAsString(0).equals("slow") ? slow.asMono() : Mono.just(request)).subscribe();
        Endpoint endpoint = bind(rep);
        DealerSocket leaving = zmq().dealer();
        leaving.connectNow(endpoint);
        leaving.trySend(question("slow"));
        eventually(() -> slow.currentSubscriberCount() == 1);
        leaving.close();
        eventually(() -> rep.statistics().peers() == 0);
        slow.tryEmitValue(ZmqMessage.of("late"));
        ReqSocket next = zmq().req();
        next.connectNow(endpoint);

        assertThat(await(next.request(ZmqMessage.of("quick")))).isEqualTo(ZmqMessage.of("quick"));
        assertThat(rep.statistics().dropped(DropReason.UNROUTABLE)).isEqualTo(1);
    }

    @Test
    @DisplayName("hostile F6, routing.mandatory: a peer that does not read its answers takes no place of the service; they are counted")
    default void a_service_does_not_wait_for_a_peer_that_does_not_read() {
        RepSocket rep = zmq().rep(QueueContract.smallBuffers().mutate(options -> options.routing(routing -> routing.mandatory(true))));
        ZmqMessage large = ZmqMessage.of(new byte[8_192]);
        rep.reply(request -> Mono.just(large)).subscribe();
        Endpoint endpoint = bind(rep);
        DealerSocket slow = zmq().dealer(QueueContract.smallBuffers());
        slow.connectNow(endpoint);
        slow.send(Flux.range(0, 10_000).map(i -> question("slow"))).subscribe(sent -> { }, closed -> { });
        eventually(() -> rep.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) > 0);
        ReqSocket quick = zmq().req();
        quick.connectNow(endpoint);

        assertThat(await(quick.request(ZmqMessage.of("quick")))).isEqualTo(large);
    }

    @Test
    @DisplayName("hostile F6, routing.mandatory: an answer waits for the peer that it is for, and answers to others do not")
    default void a_full_peer_holds_up_its_own_answers_only() {
        RepSocket rep = zmq().rep(QueueContract.smallBuffers().mutate(options -> options.routing(routing -> routing.mandatory(true))));
        Endpoint endpoint = bind(rep);
        DealerSocket slow = zmq().dealer(QueueContract.smallBuffers());
        slow.connectNow(endpoint);
        slow.trySend(question("slow"));
        Request neverRead = await(rep.requests().next());
        ZmqMessage large = ZmqMessage.of(new byte[8_192]);
        Flux.range(0, 10_000).concatMap(i -> neverRead.reply(large)).subscribe(sent -> { }, closed -> { });
        List<CompletableFuture<Void>> waiting = IntStream.range(0, 10)
                .mapToObj(i -> neverRead.reply(large).toFuture()).toList();
        DealerSocket quick = zmq().dealer();
        quick.connectNow(endpoint);

        quick.trySend(question("quick"));
        complete(await(rep.requests().next()).reply(ZmqMessage.of("answer")));

        assertThat(receiveOne(quick)).isEqualTo(question("answer"));
        waiting.forEach(reply -> reply.cancel(false));
    }
}
