package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.await;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who may answer the requests of a {@link RequestClient}. A ROUTER at the other end can answer whatever it likes. */
interface RequestClientPeersContract extends SocketContract {

    private static ZmqMessage lie(long number) {
        return ZmqMessage.of("", "lie").withFirst(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static CompletableFuture<String> ask(RequestClient client, String question) {
        return client.request(ZmqMessage.of(question)).map(reply -> reply.frameAsString(0)).toFuture();
    }

    @Test
    @DisplayName("hostile F8: a peer that guesses the numbers of what others were asked answers none of it")
    default void a_peer_cannot_answer_what_another_was_asked() {
        RequestClient client = zmq().requestClient(options -> options.routingId("client"));
        RouterSocket honest = zmq().router();
        RouterSocket liar = zmq().router();
        connectFully(client.socket(), bind(honest));
        connectFully(client.socket(), bind(liar));
        RequestContract.awaitPeer(liar, RoutingId.of("client"));
        List<CompletableFuture<String>> calls = List.of(ask(client, "?"), ask(client, "?"));
        RoutedMessage asked = await(honest.messages().next());
        RoutedMessage own = await(liar.messages().next());
        long guessed = asked.message().frameAsLong(0);

        liar.trySend(own.peer(), lie(guessed));
        eventually(() -> client.socket().statistics().dropped(DropReason.STALE) == 1);
        honest.trySend(asked.peer(), asked.message());
        liar.trySend(own.peer(), lie(own.message().frameAsLong(0)));

        List<String> answers = new ArrayList<>();
        calls.forEach(call -> answers.add(await(Mono.fromFuture(call))));
        assertThat(answers).containsExactlyInAnyOrder("?", "lie");
    }

    @Test
    @DisplayName("an answer that comes while the request is still being sent is delivered once, and counted nowhere else")
    default void no_answer_that_is_delivered_counts_as_stale() {
        RequestClient client = zmq().requestClient();
        client.socket().connectNow(bind(RequestContract.answering(zmq(), "yes")));

        for (int i = 0; i < 500; i++) {
            assertThat(await(Mono.fromFuture(ask(client, "?")))).isEqualTo("yes");
        }

        assertThat(client.socket().statistics().dropped()).isEmpty();
    }

    @Test
    @DisplayName("queues.maxPendingSends is kept however many threads ask at once")
    default void no_more_requests_are_under_way_than_may_be() {
        RequestClient client = zmq().requestClient(options -> options.queues(queues -> queues.maxPendingSends(1)));
        client.socket().connectNow(transport().vacant());

        for (int round = 0; round < 20; round++) {
            List<CompletableFuture<ZmqMessage>> calls = IntStream.range(0, 8).parallel()
                    .mapToObj(i -> client.request(ZmqMessage.of("?")).toFuture()).toList();

            assertThat(calls).filteredOn(call -> !call.isDone()).hasSize(1);
            assertThat(client.inFlight()).isEqualTo(1);
            calls.forEach(call -> call.cancel(false));
            assertThat(client.inFlight()).isZero();
        }
    }

    @Test
    @DisplayName("ConnectStopped, and the other endpoint is disconnected: requests that wait, and those that come, fail")
    default void a_request_fails_when_only_given_up_endpoints_are_left() {
        RequestClient client = zmq().requestClient(options -> options.reconnect(reconnect -> reconnect.enabled(false)));
        EventLog events = EventLog.of(client.socket());
        RouterSocket leaving = zmq().router();
        RouterSocket silent = zmq().router();
        Endpoint endpoint = bind(silent);
        connectFully(client.socket(), bind(leaving));
        connectFully(client.socket(), endpoint);
        leaving.close();
        events.await(io.reactivezmq.core.event.ConnectStopped.class);
        CompletableFuture<String> asked = ask(client, "?");
        await(silent.messages().next());

        client.socket().disconnect(endpoint).block(LIMIT);
        CompletableFuture<String> late = ask(client, "late");

        for (CompletableFuture<String> call : List.of(asked, late)) {
            assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> await(Mono.fromFuture(call)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EHOSTUNREACH));
        }
    }

    @Test
    @DisplayName("nobody else may answer what a peer that has gone for good was asked: the request fails, and a retry asks another")
    default void a_request_fails_when_the_accepted_peer_that_was_asked_goes() {
        RequestClient client = zmq().requestClient();
        Endpoint endpoint = bind(client.socket());
        RouterSocket leaving = zmq().router();
        leaving.connectNow(endpoint);
        CompletableFuture<String> call = ask(client, "?");
        CompletableFuture<ZmqMessage> retried = client.request(ZmqMessage.of("?"), LIMIT, 1).toFuture();
        await(leaving.messages().take(2).collectList());

        leaving.close();
        RequestContract.answering(zmq(), "here").connectNow(endpoint);

        assertThatExceptionOfType(ZmqConnectionException.class).isThrownBy(() -> await(Mono.fromFuture(call)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ECONNRESET));
        assertThat(await(Mono.fromFuture(retried))).isEqualTo(ZmqMessage.of("here", "?"));
    }
}
