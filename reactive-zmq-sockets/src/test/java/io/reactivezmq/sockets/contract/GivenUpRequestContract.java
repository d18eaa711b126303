package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.answer;
import static io.reactivezmq.sockets.contract.RequestContract.ask;
import static io.reactivezmq.sockets.contract.RequestContract.asked;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.ZmqOverflowException;
import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A REQ whose caller stops waiting stays usable, and no late reply passes for another's (RFC 28; the guide's "lazy pirate"). */
interface GivenUpRequestContract extends SocketContract {

    /** The options that decide what a REQ does about a reply that is not waited for. */
    enum Mode {
        STRICT(false, false), CORRELATE(true, false), RELAXED(false, true), RELAXED_CORRELATE(true, true);

        private final boolean correlate;
        private final boolean relaxed;

        Mode(boolean correlate, boolean relaxed) {
            this.correlate = correlate;
            this.relaxed = relaxed;
        }
    }

    private ReqSocket req(Mode mode) {
        return zmq().req(options -> options.request(request -> request.correlate(mode.correlate).relaxed(mode.relaxed)));
    }

    /** Gives the envelope back, whatever it is. */
    private static void answerTo(RouterSocket router, RoutedMessage request, String body) {
        ZmqMessage asked = request.message();
        ZmqMessage reply = ZmqMessage.of("", body);
        router.trySend(request.peer(), asked.frameSize(0) == 0 ? reply : reply.withFirst(asked.frame(0)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("hostile F5: a reply after the call was cancelled")
    default void a_cancelled_request_leaves_the_socket_usable(Mode mode) {
        RouterSocket router = zmq().router();
        ReqSocket req = req(mode);
        req.connectNow(bind(router));
        Disposable cancelled = req.request(ZmqMessage.of("1")).subscribe();
        RoutedMessage first = asked(router);
        cancelled.dispose();

        CompletableFuture<String> second = ask(req, "2");
        RoutedMessage next = asked(router);
        answerTo(router, first, "late");
        answerTo(router, next, "2");

        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("hostile F5: a reply after the time-out")
    default void a_request_that_timed_out_leaves_the_socket_usable(Mode mode) {
        RouterSocket router = zmq().router();
        ReqSocket req = req(mode);
        req.connectNow(bind(router));
        Sinks.Empty<Void> timesOut = Sinks.empty();
        CompletableFuture<ZmqMessage> late = req.request(ZmqMessage.of("1")).timeout(timesOut.asMono()).toFuture();
        RoutedMessage first = asked(router);
        timesOut.tryEmitEmpty();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> await(Mono.fromFuture(late)))
                .withCauseInstanceOf(TimeoutException.class);

        CompletableFuture<String> second = ask(req, "2");
        RoutedMessage next = asked(router);
        answerTo(router, first, "late");
        answerTo(router, next, "2");

        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    default void a_call_that_was_cancelled_while_it_waited_is_never_asked(Mode mode) {
        RouterSocket router = zmq().router();
        ReqSocket req = req(mode);
        req.connectNow(bind(router));
        ask(req, "1");
        Disposable withdrawn = req.request(ZmqMessage.of("2")).subscribe();
        CompletableFuture<String> third = ask(req, "3");
        RoutedMessage first = asked(router);
        withdrawn.dispose();

        answerTo(router, first, "1");
        RoutedMessage next = asked(router);
        answerTo(router, next, "3");

        assertThat(next.message().frameAsString(next.message().frameCount() - 1)).isEqualTo("3");
        assertThat(await(Mono.fromFuture(third))).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource
    default void a_call_that_is_cancelled_before_there_is_a_peer_is_never_asked(Mode mode) {
        RouterSocket router = zmq().router();
        ReqSocket req = req(mode);
        Disposable withdrawn = req.request(ZmqMessage.of("1")).subscribe();
        CompletableFuture<String> second = ask(req, "2");
        withdrawn.dispose();

        req.connectNow(bind(router));
        RoutedMessage next = asked(router);
        answerTo(router, next, "2");

        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("queues.maxPendingSends counts calls that wait, not those that were given up behind an unanswered one")
    default void calls_that_were_given_up_in_the_line_leave_their_places_to_others(Mode mode) {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.queues(queues -> queues.maxPendingSends(2))
                .request(request -> request.correlate(mode.correlate).relaxed(mode.relaxed)));
        req.connectNow(bind(router));
        CompletableFuture<String> first = ask(req, "1");
        RoutedMessage unanswered = asked(router);
        for (int i = 0; i < 10; i++) {
            req.request(ZmqMessage.of("given up")).subscribe().dispose();
        }

        CompletableFuture<String> second = ask(req, "2");
        CompletableFuture<String> third = ask(req, "3");

        assertThatExceptionOfType(ZmqOverflowException.class)
                .isThrownBy(() -> req.request(ZmqMessage.of("one too many")).block(LIMIT));
        answerTo(router, unanswered, "1");
        answerTo(router, asked(router), "2");
        answerTo(router, asked(router), "3");
        assertThat(await(Mono.fromFuture(first))).isEqualTo("1");
        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
        assertThat(await(Mono.fromFuture(third))).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a request that waits in the queue of a peer that is not there yet can still be given up")
    default void a_request_that_no_connection_has_taken_yet_is_withdrawn(Mode mode) {
        ReqSocket req = req(mode);
        var endpoint = transport().vacant();
        req.connectNow(endpoint);
        Disposable givenUp = req.request(ZmqMessage.of("1")).subscribe();
        eventually(() -> req.statistics().queuedOutbound() == 1);
        givenUp.dispose();
        CompletableFuture<String> second = ask(req, "2");

        Queue<String> worked = new ConcurrentLinkedQueue<>();
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.fromRunnable(() -> worked.add(request.frameAsString(0))).thenReturn(request)).subscribe();
        rep.bindNow(endpoint);

        assertThat(await(Mono.fromFuture(second))).isEqualTo("2");
        assertThat(worked).containsExactly("2");
        assertThat(req.statistics().dropped(DropReason.STALE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("whenever a call is cancelled, every other gets its own reply")
    default void cancellations_at_any_moment_never_mix_replies_up(Mode mode) {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        ReqSocket req = req(mode);
        req.connectNow(bind(rep));
        Queue<String> mixedUp = new ConcurrentLinkedQueue<>();

        for (int i = 0; i < 60; i++) {
            String own = "call " + i;
            BaseSubscriber<ZmqMessage> cancelled = new BaseSubscriber<>() { };
            CompletableFuture<Void> cancelling = CompletableFuture.runAsync(cancelled::dispose);
            req.request(ZmqMessage.of("cancelled " + i)).subscribe(cancelled);
            CompletableFuture<String> kept = ask(req, own);
            complete(Mono.fromFuture(cancelling));
            String reply = await(Mono.fromFuture(kept));
            if (!reply.equals(own)) {
                mixedUp.add(own + " got " + reply);
            }
        }

        assertThat(mixedUp).isEmpty();
    }

    @Test
    @DisplayName("test_req_relaxed.cpp: a new request may be sent while a reply is awaited, and the reply is that to the newest")
    default void a_relaxed_requester_sends_again_without_a_reply() {
        RouterSocket router = zmq().router();
        ReqSocket req = req(Mode.RELAXED_CORRELATE);
        req.connectNow(bind(router));
        complete(req.send(ZmqMessage.of("1")));
        RoutedMessage first = asked(router);
        complete(req.send(ZmqMessage.of("2")));
        RoutedMessage second = asked(router);
        answerTo(router, first, "late");
        answerTo(router, second, "2");

        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("2"));
        assertThat(req.statistics().dropped(DropReason.UNEXPECTED_MESSAGE) + req.statistics().dropped(DropReason.STALE))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("ZMQ_REQ_RELAXED: a call that a raw send overtakes is told")
    default void a_relaxed_send_ends_the_call_before_it() {
        RouterSocket router = zmq().router();
        ReqSocket req = req(Mode.RELAXED_CORRELATE);
        req.connectNow(bind(router));
        CompletableFuture<String> older = ask(req, "1");
        asked(router);

        complete(req.send(ZmqMessage.of("2")));

        assertThatExceptionOfType(ZmqStateException.class).isThrownBy(() -> await(Mono.fromFuture(older)));
    }

    @Test
    @DisplayName("a lost connection is no error of a raw send that was over long ago")
    default void a_raw_request_whose_peer_has_gone_may_be_sent_again() {
        RouterSocket before = zmq().router();
        var endpoint = before.bindNow(transport().vacant());
        ReqSocket req = req(Mode.STRICT);
        EventLog events = EventLog.of(req);
        req.connectNow(endpoint);
        complete(req.send(ZmqMessage.of("1")));
        asked(before);
        before.close();
        events.await(io.reactivezmq.core.event.Disconnected.class);
        RouterSocket after = zmq().router();
        after.bindNow(endpoint);

        complete(req.send(ZmqMessage.of("2")));
        answer(after, asked(after), "answer");

        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("answer"));
    }

    @Test
    @DisplayName("the guide's lazy pirate: time-out and retry on one socket")
    default void a_retry_after_a_timeout_asks_again() {
        RouterSocket router = zmq().router();
        ReqSocket req = req(Mode.STRICT);
        req.connectNow(bind(router));
        Flux<RoutedMessage> requests = router.messages().replay().autoConnect(0);
        CompletableFuture<ZmqMessage> reply = req.request(ZmqMessage.of("?"))
                .timeout(Mono.when(requests.next()), Mono.defer(() -> req.request(ZmqMessage.of("again?")))).toFuture();

        RoutedMessage again = await(requests.filter(request -> request.message().frameAsString(1).equals("again?")).next()
                .timeout(LIMIT));
        answer(router, again, "answer");

        assertThat(await(Mono.fromFuture(reply))).isEqualTo(ZmqMessage.of("answer"));
    }
}
