package io.reactivezmq.samples.guide.lazypirate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.Request;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class LazyPirateTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofHours(1);
    /** The first pause, and half of it more at the worst. */
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final ZmqMessage QUESTION = ZmqMessage.of("question");

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final RepSocket server = zmq.rep();
    private final Endpoint address = server.bindNow("tcp://127.0.0.1:*");
    private final RequestClient client = LazyPirate.connect(zmq, address);

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private CompletableFuture<ZmqMessage> asked() {
        return LazyPirate.ask(client, QUESTION, TIMEOUT, 3, timer).timeout(LIMIT).toFuture();
    }

    private void nextAttempt() {
        timer.advanceTimeBy(TIMEOUT);
        timer.advanceTimeBy(PAUSE);
    }

    @Test
    @DisplayName("a server is killed with the request in its hands: the one that takes its place answers the next attempt")
    void a_server_that_dies_is_only_a_delay() {
        CompletableFuture<ZmqMessage> reply = asked();
        server.requests().blockFirst(LIMIT);
        server.close();
        RepSocket second = zmq.rep();
        second.bindNow(address);
        second.reply(Mono::just).subscribe();

        Flux.interval(Duration.ofMillis(10)).takeUntil(tick -> reply.isDone()).doOnNext(tick -> timer.advanceTimeBy(PAUSE))
                .blockLast(LIMIT);

        assertThat(reply.join()).isEqualTo(QUESTION);
    }

    @Test
    @DisplayName("a reply that comes too late is dropped, and not taken for the reply to the next attempt")
    void a_late_reply_is_told_from_the_right_one() {
        CompletableFuture<ZmqMessage> reply = asked();
        Request late = server.requests().blockFirst(LIMIT);
        nextAttempt();
        Request right = server.requests().blockFirst(LIMIT);

        late.reply(ZmqMessage.of("late")).then(right.reply(ZmqMessage.of("right"))).block(LIMIT);

        assertThat(reply.join()).isEqualTo(ZmqMessage.of("right"));
        assertThat(client.socket().statistics().dropped(DropReason.STALE)).isEqualTo(1);
    }

    @Test
    @DisplayName("after the last retry the error says what was tried, and nothing waits for the server to come")
    void a_server_that_stays_away_is_an_error() {
        server.close();
        Flux.interval(Duration.ofMillis(1)).filter(tick -> client.socket().statistics().peers() == 0).blockFirst(LIMIT);
        CompletableFuture<ZmqMessage> reply = asked();

        timer.advanceTimeBy(TIMEOUT.multipliedBy(5));

        assertThatThrownBy(reply::join).cause().isInstanceOf(ZmqTimeoutException.class).hasMessageContaining("4 requests");
        assertThat(client.inFlight()).isZero();
    }
}
