package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SecurityContract.assertRefused;
import static io.reactivezmq.sockets.contract.SocketContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.SecurityFailure;
import io.reactivezmq.core.error.ZmqSecurityException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.RequestClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** ZAP 400: the peer is left alone, and who waits for its answer learns why. */
interface RefusedRequestContract extends SocketContract {

    Consumer<SocketOptions.Builder> MALLORY = options -> options.security(Security.plain("mallory", "secret"));

    /** A service for this user. */
    private Endpoint serviceFor(String user) {
        RepSocket rep = zmq().rep(options -> options.security(security -> security.mechanism(Security.plainServer())
                .authenticator(Authenticator.plain(Map.of(user, "secret")))));
        rep.reply(Mono::just).subscribe();
        return bind(rep);
    }

    private static void assertFailsAsRefused(Mono<ZmqMessage> call) {
        assertRefused(catchThrowableOfType(ZmqSecurityException.class, () -> await(call)), SecurityFailure.REFUSED, true);
    }

    @Test
    @DisplayName("ZAP 400, the only endpoint is given up: requests that wait, and those that come, fail with the refusal")
    default void a_request_of_a_requester_that_is_refused_fails_with_the_refusal() {
        ReqSocket req = zmq().req(MALLORY);
        CompletableFuture<ZmqMessage> first = req.request(ZmqMessage.of("first")).toFuture();
        CompletableFuture<ZmqMessage> second = req.request(ZmqMessage.of("second")).toFuture();

        req.connectNow(serviceFor("alice"));

        assertFailsAsRefused(Mono.fromFuture(first));
        assertFailsAsRefused(Mono.fromFuture(second));
        assertFailsAsRefused(req.request(ZmqMessage.of("late")));
        CompletableFuture<Void> raw = req.send(ZmqMessage.of("raw")).toFuture();
        assertFailsAsRefused(Mono.fromFuture(raw).thenReturn(ZmqMessage.of("sent")));
    }

    @Test
    @DisplayName("ZAP 400, another endpoint is left: it gets the requests")
    default void a_request_goes_to_the_peer_that_is_left() {
        ReqSocket req = zmq().req(MALLORY);
        req.connectNow(serviceFor("alice"));
        assertFailsAsRefused(req.request(ZmqMessage.of("refused")));

        req.connectNow(serviceFor("mallory"));

        assertThat(await(req.request(ZmqMessage.of("welcome")))).isEqualTo(ZmqMessage.of("welcome"));
    }

    @Test
    @DisplayName("ZAP 400, RequestClient: as REQ")
    default void the_requests_of_a_client_that_is_refused_fail_with_the_refusal() {
        RequestClient client = zmq().requestClient(MALLORY);
        CompletableFuture<ZmqMessage> first = client.request(ZmqMessage.of("first")).toFuture();
        CompletableFuture<ZmqMessage> second = client.request(ZmqMessage.of("second")).toFuture();

        client.socket().connectNow(serviceFor("alice"));

        assertFailsAsRefused(Mono.fromFuture(first));
        assertFailsAsRefused(Mono.fromFuture(second));
        assertFailsAsRefused(client.request(ZmqMessage.of("late")));
        client.socket().connectNow(serviceFor("mallory"));
        assertThat(await(client.request(ZmqMessage.of("welcome")))).isEqualTo(ZmqMessage.of("welcome"));
    }
}
