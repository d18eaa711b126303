package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.RequestContract.answer;
import static io.reactivezmq.sockets.contract.RequestContract.ask;
import static io.reactivezmq.sockets.contract.RequestContract.asked;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A REQ gives requests up that a server has taken and does not answer: the connections that it closes itself are no failures. */
interface SilentServerContract extends SocketContract {

    /** Asks, and gives up when the server has the request. */
    private static void giveUp(ReqSocket req, RouterSocket silent) {
        Disposable request = req.request(ZmqMessage.of("given up")).subscribe();
        asked(silent);
        request.dispose();
    }

    @Test
    @DisplayName("the guide's lazy pirate connects anew at once: the delay does not grow with the requests that were given up")
    default void a_server_that_was_silent_for_long_is_asked_again_after_the_shortest_delay() {
        Duration interval = Duration.ofMillis(2);
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.reconnect(reconnect -> reconnect.interval(interval)));
        EventLog events = EventLog.of(req);
        req.connectNow(bind(router));
        for (int i = 0; i < 10; i++) {
            giveUp(req, router);
        }

        CompletableFuture<String> reply = ask(req, "?");
        answer(router, asked(router), "here again");

        assertThat(await(Mono.fromFuture(reply))).isEqualTo("here again");
        req.close();
        assertThat(events.all()).filteredOn(ConnectRetried.class::isInstance)
                .allSatisfy(retried -> assertThat(((ConnectRetried) retried).delay()).isLessThanOrEqualTo(interval));
    }

    @Test
    @DisplayName("reconnect.enabled(false) gives up what the peer or the network ended, not what this side closed to begin anew")
    default void a_request_that_is_given_up_does_not_cost_an_endpoint_that_is_connected_once() {
        RouterSocket router = zmq().router();
        ReqSocket req = zmq().req(options -> options.reconnect(reconnect -> reconnect.enabled(false).interval(Duration.ofMillis(2))));
        req.connectNow(bind(router));
        giveUp(req, router);

        CompletableFuture<String> reply = ask(req, "?");
        answer(router, asked(router), "answer");

        assertThat(await(Mono.fromFuture(reply))).isEqualTo("answer");
    }
}
