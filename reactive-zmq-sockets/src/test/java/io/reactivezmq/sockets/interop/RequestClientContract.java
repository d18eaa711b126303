package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.LOOPBACK;
import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many requests at once to another implementation's services. */
interface RequestClientContract {

    Peer newPeer();

    private static byte[][] frames(ZmqMessage message) {
        byte[][] frames = new byte[message.frameCount()][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = message.frame(i);
        }
        return frames;
    }

    private static ZmqMessage question(int number) {
        return ZmqMessage.of("question", "" + number);
    }

    private static void giveBack(Peer peer, int count) {
        for (int i = 0; i < count; i++) {
            await(peer.send(frames(await(peer.receive()))));
        }
    }

    @Test
    @DisplayName("a REP answers one after the other; each reply reaches its request")
    default void a_rep_answers_a_hundred_requests() {
        try (ZmqContext zmq = TestContexts.create(); RequestClient client = zmq.requestClient(); Peer peer = newPeer()) {
            client.socket().connectNow(peer.bound(SocketType.REP));
            CompletableFuture<List<ZmqMessage>> replies = Flux.range(0, 100).map(RequestClientContract::question)
                    .flatMapSequential(client::request, 100).collectList().toFuture();

            giveBack(peer, 100);

            assertThat(Mono.fromFuture(replies).block(PATIENCE))
                    .isEqualTo(Flux.range(0, 100).map(RequestClientContract::question).collectList().block());
            assertThat(client.inFlight()).isZero();
        }
    }

    @Test
    @DisplayName("a ROUTER answers in any order; each reply reaches its request; we are bound")
    default void a_router_answers_backwards() {
        try (ZmqContext zmq = TestContexts.create(); RequestClient client = zmq.requestClient(); Peer peer = newPeer()) {
            peer.connected(SocketType.ROUTER, client.socket().bindNow(LOOPBACK));
            List<CompletableFuture<ZmqMessage>> replies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                replies.add(client.request(question(i)).toFuture());
            }
            List<ZmqMessage> asked = new ArrayList<>();
            while (asked.size() < replies.size()) {
                asked.add(await(peer.receive()));
            }

            for (int i = asked.size() - 1; i >= 0; i--) {
                await(peer.send(frames(asked.get(i))));
            }

            for (int i = 0; i < replies.size(); i++) {
                assertThat(Mono.fromFuture(replies.get(i)).block(PATIENCE)).isEqualTo(question(i));
            }
        }
    }

    @Test
    @DisplayName("a reply that comes after its request has timed out is counted, and the next request gets its own")
    default void a_late_reply_is_stale() {
        try (ZmqContext zmq = TestContexts.create(); RequestClient client = zmq.requestClient(); Peer peer = newPeer()) {
            client.socket().connectNow(peer.bound(SocketType.ROUTER));
            assertThatExceptionOfType(ZmqTimeoutException.class)
                    .isThrownBy(() -> client.request(question(1), Duration.ofMillis(50), 0).block(PATIENCE));
            CompletableFuture<ZmqMessage> second = client.request(question(2)).toFuture();

            giveBack(peer, 2);

            assertThat(Mono.fromFuture(second).block(PATIENCE)).isEqualTo(question(2));
            assertThat(client.socket().statistics().dropped(DropReason.STALE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a request is asked again when no reply came in time")
    default void a_retry_reaches_a_service_that_forgot_the_first_request() {
        try (ZmqContext zmq = TestContexts.create(); RequestClient client = zmq.requestClient(); Peer peer = newPeer()) {
            client.socket().connectNow(peer.bound(SocketType.ROUTER));
            CompletableFuture<ZmqMessage> reply = client.request(question(1), Duration.ofMillis(500), 100).toFuture();
            await(peer.receive());

            giveBack(peer, 1);

            assertThat(Mono.fromFuture(reply).block(PATIENCE)).isEqualTo(question(1));
        }
    }
}
