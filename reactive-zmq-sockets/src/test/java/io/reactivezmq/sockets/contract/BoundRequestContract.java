package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.ask;
import static io.reactivezmq.sockets.contract.RequestContract.asked;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A REQ that bound: its peers come and go, each with its queue, and what was asked of none of them is for the next. */
interface BoundRequestContract extends SocketContract {

    ZmqMessage LARGE = ZmqMessage.of(new byte[1 << 20]);
    /** So many requests in a row that found no room on the wire: there will be none. */
    int PROOF_OF_A_DEAF_PEER = 100;

    private ReqSocket req(boolean correlate) {
        return zmq().req(options -> options.request(request -> request.correlate(correlate)));
    }

    /** Gives the envelope back, whatever it is. */
    private static void echo(RouterSocket router, RoutedMessage request) {
        router.trySend(request.peer(), request.message());
    }

    /** Returns when so many requests have been given to a peer's queue, whether they are in it still, were sent or withdrawn. */
    private static void awaitAsked(ReqSocket req, long requests) {
        eventually(() -> req.statistics().queuedOutbound() + req.statistics().messagesSent()
                + req.statistics().dropped(DropReason.STALE) == requests);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("hostile F5: the connection of a request that was given up may have to be closed; the next request is not lost with it")
    default void a_request_behind_one_that_was_given_up_is_asked_of_the_next_peer(boolean correlate) {
        ReqSocket req = req(correlate);
        RouterSocket router = zmq().router();
        router.connectNow(bind(req));
        for (int i = 0; i < 20; i++) {
            Disposable givenUp = req.request(ZmqMessage.of("given up")).subscribe();
            CompletableFuture<String> next = ask(req, "next");
            asked(router);
            givenUp.dispose();

            RoutedMessage request = asked(router);
            echo(router, request);

            assertThat(await(Mono.fromFuture(next))).isEqualTo("next");
        }
    }

    @Test
    @DisplayName("RFC 28 REQ: SHALL NOT discard messages that it cannot send to a connected peer")
    default void a_request_that_waited_in_the_queue_of_an_accepted_peer_outlives_it() {
        ReqSocket req = req(true);
        Endpoint endpoint = bind(req);
        RouterSocket deaf = zmq().router(options -> options.queues(queues -> queues.receiveHighWaterMark(1)));
        deaf.connectNow(endpoint);
        int asked = 0;
        for (int unsent = 0; unsent < PROOF_OF_A_DEAF_PEER; asked++) {
            long sent = req.statistics().messagesSent();
            Disposable givenUp = req.request(LARGE).subscribe();
            awaitAsked(req, asked + 1);
            givenUp.dispose();
            unsent = req.statistics().messagesSent() == sent ? unsent + 1 : 0;
        }
        CompletableFuture<String> patient = ask(req, "patient");
        awaitAsked(req, asked + 1);

        deaf.close();
        RequestContract.answering(zmq(), "here").connectNow(endpoint);

        assertThat(await(Mono.fromFuture(patient))).isEqualTo("here");
        assertThat(req.statistics().dropped(DropReason.STALE)).as("those that were given up and not sent").isPositive();
    }

    @Test
    @DisplayName("RFC 28, deviation: a request that an accepted peer has taken away with it fails, and the next one waits for another peer")
    default void a_request_that_an_accepted_peer_has_read_fails_when_it_goes() {
        ReqSocket req = req(false);
        Endpoint endpoint = bind(req);
        RouterSocket leaving = zmq().router();
        leaving.connectNow(endpoint);
        CompletableFuture<String> read = ask(req, "read");
        CompletableFuture<String> next = ask(req, "next");
        asked(leaving);

        leaving.close();
        RequestContract.answering(zmq(), "here").connectNow(endpoint);

        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> await(Mono.fromFuture(read)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ECONNRESET));
        assertThat(await(Mono.fromFuture(next))).isEqualTo("here");
    }
}
