package io.reactivezmq.samples.guide.freelance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RequestClient;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class FreelanceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final ZmqMessage QUESTION = ZmqMessage.of("question");

    private final ZmqContext zmq = ZmqContext.create();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final RepSocket first = zmq.rep();
    private final RepSocket second = zmq.rep();
    private final List<RequestClient> servers = Freelance.connect(zmq,
            List.of(first.bindNow("tcp://127.0.0.1:*"), second.bindNow("tcp://127.0.0.1:*")), Duration.ofSeconds(10));

    @AfterEach
    void close() {
        zmq.close();
        timer.dispose();
    }

    private static void echo(RepSocket server) {
        server.reply(Mono::just).subscribe();
    }

    private void awaitAlive(int count) {
        Flux.interval(Duration.ofMillis(1)).filter(tick -> servers.stream().filter(Freelance::isAlive).count() == count)
                .blockFirst(LIMIT);
    }

    @Test
    @DisplayName("model one: the first server is killed with the request in its hands; the second one is asked at once")
    void a_server_that_dies_costs_no_time() {
        echo(second);
        CompletableFuture<ZmqMessage> answer = Freelance.inTurn(servers, QUESTION, TIMEOUT, timer).timeout(LIMIT).toFuture();
        first.requests().blockFirst(LIMIT);

        first.close();

        assertThat(answer.join()).isEqualTo(QUESTION);
    }

    @Test
    @DisplayName("model one: the first server hangs; after a timeout the second one is asked")
    void the_next_server_is_asked() {
        echo(second);
        CompletableFuture<ZmqMessage> answer = Freelance.inTurn(servers, QUESTION, TIMEOUT, timer).timeout(LIMIT).toFuture();
        first.requests().blockFirst(LIMIT);

        timer.advanceTimeBy(TIMEOUT);

        assertThat(answer.join()).isEqualTo(QUESTION);
    }

    @Test
    @DisplayName("model two: one server says nothing, and costs no time")
    void the_first_answer_wins() {
        echo(second);

        assertThat(Freelance.allAtOnce(servers, QUESTION, TIMEOUT, timer).block(LIMIT)).isEqualTo(QUESTION);
        assertThat(servers).allMatch(server -> server.inFlight() == 0);
    }

    @Test
    @DisplayName("model three: a server that was killed is not asked, and costs no time")
    void only_those_that_live_are_asked() {
        echo(second);
        awaitAlive(2);
        first.close();
        awaitAlive(1);

        assertThat(Freelance.healthy(servers, QUESTION, TIMEOUT, timer).block(LIMIT)).isEqualTo(QUESTION);
    }

    @Test
    @DisplayName("all are gone: an error says how many were asked")
    void nobody_answers() {
        first.close();
        second.close();
        awaitAlive(0);
        CompletableFuture<ZmqMessage> answer = Freelance.healthy(servers, QUESTION, TIMEOUT, timer).toFuture();

        timer.advanceTimeBy(TIMEOUT.multipliedBy(2));

        assertThatThrownBy(answer::join).cause().isInstanceOf(ZmqTimeoutException.class).hasMessageContaining("none of 2 servers");
    }
}
