package io.reactivezmq.sockets.contract;

import static io.reactivezmq.sockets.contract.SocketContract.complete;
import static io.reactivezmq.sockets.contract.SocketContract.eventually;
import static io.reactivezmq.sockets.contract.SocketContract.receiveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.error.ZmqStateException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** ZMQ_REQ_RELAXED: of the raw requests the newest counts, and has the reply. */
interface RelaxedRequestContract extends SocketContract {

    private ReqSocket relaxed(boolean correlate) {
        return zmq().req(options -> options.request(request -> request.relaxed(true).correlate(correlate)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("ZMQ_REQ_RELAXED: a newer request takes the place of those that wait for their turn too")
    default void of_the_requests_that_wait_for_a_peer_only_the_newest_is_asked(boolean correlate) {
        Queue<String> worked = new ConcurrentLinkedQueue<>();
        RepSocket rep = zmq().rep();
        rep.reply(request -> Mono.fromRunnable(() -> worked.add(request.frameAsString(0))).thenReturn(request)).subscribe();
        ReqSocket req = relaxed(correlate);
        CompletableFuture<Void> first = req.send(ZmqMessage.of("1")).toFuture();
        CompletableFuture<Void> second = req.send(ZmqMessage.of("2")).toFuture();
        CompletableFuture<Void> third = req.send(ZmqMessage.of("3")).toFuture();

        req.connectNow(bind(rep));

        complete(Mono.fromFuture(third));
        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("3"));
        assertThat(worked).containsExactly("3");
        assertThatExceptionOfType(ZmqStateException.class).isThrownBy(() -> complete(Mono.fromFuture(first)));
        assertThatExceptionOfType(ZmqStateException.class).isThrownBy(() -> complete(Mono.fromFuture(second)));
    }

    @Test
    @DisplayName("queues.maxPendingSends: a newer request needs no place beside the one whose place it takes")
    default void a_newer_request_finds_the_place_of_the_one_before_it() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        ReqSocket req = zmq().req(options -> options.request(request -> request.relaxed(true))
                .queues(queues -> queues.maxPendingSends(1)));
        req.send(ZmqMessage.of("1")).subscribe(sent -> { }, overtaken -> { });
        CompletableFuture<Void> second = req.send(ZmqMessage.of("2")).toFuture();

        req.connectNow(bind(rep));

        complete(Mono.fromFuture(second));
        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("2"));
    }

    @Test
    @DisplayName("ZMQ_REQ_RELAXED with ZMQ_REQ_CORRELATE: whenever the older reply comes, it never passes for the newer one's")
    default void a_reply_that_arrives_while_the_next_request_is_made_is_not_the_next_ones() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        ReqSocket req = relaxed(true);
        req.connectNow(bind(rep));

        for (int i = 0; i < 300; i++) {
            complete(req.send(ZmqMessage.of("old " + i)));
            complete(req.send(ZmqMessage.of("new " + i)));
            assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("new " + i));
        }
    }

    @Test
    @DisplayName("ZMQ_REQ_RELAXED: an unread reply that is forgotten leaves its bytes, so the next one finds room")
    default void a_large_reply_that_is_forgotten_does_not_keep_out_the_next() {
        RepSocket rep = zmq().rep();
        rep.reply(Mono::just).subscribe();
        ReqSocket req = zmq().req(options -> options.request(request -> request.relaxed(true).correlate(true))
                .queues(queues -> queues.receiveHighWaterMarkBytes(10_000)));
        req.connectNow(bind(rep));
        complete(req.send(ZmqMessage.of(new byte[20_000])));
        eventually(() -> req.statistics().queuedInbound() == 1);

        complete(req.send(ZmqMessage.of("2")));

        assertThat(receiveOne(req)).isEqualTo(ZmqMessage.of("2"));
    }
}
