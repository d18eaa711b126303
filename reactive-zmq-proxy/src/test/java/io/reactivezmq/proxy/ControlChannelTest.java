package io.reactivezmq.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.PairSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Control over a socket, with libzmq's words and answers (proxy.cpp, test_proxy_steerable.cpp). */
class ControlChannelTest extends PipelineFixture {

    private final ReqSocket controller = zmq.req();

    /** A proxy that takes commands from this socket, as a run that has begun. */
    private Mono<Void> controlledBy(ZmqSocket control, ZmqSocket from) {
        join(control, from);
        Mono<Void> run = SteerableProxy.builder(frontend, backend).control(control).build().run().cache();
        running.add(run.subscribe());
        return run;
    }

    private ZmqMessage tell(String command) {
        return controller.request(ZmqMessage.of(command)).block(LIMIT);
    }

    private static long[] counters(ZmqMessage answer) {
        return IntStream.range(0, answer.frameCount()).mapToLong(i -> {
            assertThat(answer.frameSize(i)).isEqualTo(Long.BYTES);
            return ByteBuffer.wrap(answer.frame(i)).order(ByteOrder.nativeOrder()).getLong();
        }).toArray();
    }

    @Test
    @DisplayName("STATISTICS: eight frames of an unsigned 64-bit number in the machine's byte order, frontend first, frames not messages")
    void statistics_have_the_format_of_libzmq() {
        controlledBy(zmq.rep(), controller);
        client.send(ZmqMessage.of("12", "345")).block(LIMIT);
        worker.receive().blockFirst(LIMIT);

        assertThat(counters(tell("STATISTICS"))).containsExactly(2, 5, 0, 0, 0, 0, 2, 5);
    }

    @Test
    @DisplayName("a REP answers PAUSE and RESUME with one empty frame; between them nothing passes")
    void pause_and_resume_over_a_rep() {
        controlledBy(zmq.rep(), controller);

        assertThat(tell("PAUSE")).isEqualTo(ZmqMessage.empty());
        client.send(numbers(5)).block(LIMIT);
        until(() -> frontend.statistics().messagesReceived() == 5);
        assertThat(counters(tell("STATISTICS"))).containsOnly(0);
        assertThat(tell("RESUME")).isEqualTo(ZmqMessage.empty());

        requireNumbers(worker, 0, 5);
    }

    @Test
    @DisplayName("TERMINATE completes the run, and its answer is sent before")
    void terminate_over_a_rep_is_answered() {
        Mono<Void> run = controlledBy(zmq.rep(), controller);

        assertThat(tell("TERMINATE")).isEqualTo(ZmqMessage.empty());
        StepVerifier.create(run).expectComplete().verify(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pause", "PAUSE ", "TERMINATE\0", "STATISTIC", "STATISTICSSTATISTICS"})
    @DisplayName("exact upper-case text and length; what is no command gets an empty answer and changes nothing")
    void what_is_no_command_is_answered_empty(String text) {
        controlledBy(zmq.rep(), controller);

        assertThat(tell(text)).isEqualTo(ZmqMessage.empty());
        client.send(numbers(5)).block(LIMIT);

        requireNumbers(worker, 0, 5);
    }

    @Test
    @DisplayName("one frame: libzmq's proxy ends with an error at several, here they are no command")
    void a_command_of_several_frames_is_none() {
        controlledBy(zmq.rep(), controller);

        assertThat(controller.request(ZmqMessage.of("TERMINATE", "TERMINATE")).block(LIMIT)).isEqualTo(ZmqMessage.empty());
        assertThat(tell("STATISTICS").frameCount()).isEqualTo(8);
    }

    @Test
    @DisplayName("a PAIR answers STATISTICS and nothing else")
    void a_pair_answers_statistics_only() {
        PairSocket pair = zmq.pair();
        Mono<Void> run = controlledBy(zmq.pair(), pair);

        pair.send(ZmqMessage.of("PAUSE")).block(LIMIT);
        pair.send(ZmqMessage.of("RESUME")).block(LIMIT);
        pair.send(ZmqMessage.of("nonsense")).block(LIMIT);
        pair.send(ZmqMessage.of("STATISTICS")).block(LIMIT);
        assertThat(counters(pair.receive().blockFirst(LIMIT))).hasSize(8).containsOnly(0);
        pair.send(ZmqMessage.of("TERMINATE")).block(LIMIT);

        StepVerifier.create(run).expectComplete().verify(LIMIT);
    }

    @Test
    void a_pull_takes_commands_and_answers_none() {
        PushSocket push = zmq.push();
        Mono<Void> run = controlledBy(zmq.pull(), push);

        push.send(ZmqMessage.of("STATISTICS")).block(LIMIT);
        push.send(ZmqMessage.of("TERMINATE")).block(LIMIT);

        StepVerifier.create(run).expectComplete().verify(LIMIT);
    }

    @Test
    void the_proxy_goes_on_when_its_control_socket_is_closed() {
        ReceivingSocket control = zmq.pull();
        controlledBy(control, zmq.push());
        client.send(numbers(1)).block(LIMIT);
        requireNumbers(worker, 0, 1);

        control.close();
        client.send(numbers(5)).block(LIMIT);

        requireNumbers(worker, 0, 5);
    }

    @RepeatedTest(5)
    @DisplayName("an answer that meets the closing of the control socket is dropped and counted; the proxy goes on")
    void a_rep_that_is_closed_between_answers_is_not_the_end() {
        RepSocket control = zmq.rep();
        DealerSocket flood = zmq.dealer();

        closeUnderAFlood(control, flood, ZmqMessage.of("", "STATISTICS"));
    }

    @RepeatedTest(5)
    void a_pair_that_is_closed_between_answers_is_not_the_end() {
        PairSocket control = zmq.pair();
        PairSocket flood = zmq.pair();

        closeUnderAFlood(control, flood, ZmqMessage.of("STATISTICS"));
    }

    private <S extends SendingSocket & ReceivingSocket> void closeUnderAFlood(ZmqSocket control, S flood, ZmqMessage command) {
        Mono<Void> run = controlledBy(control, flood);
        running.add(flood.receive().subscribe());
        running.add(flood.send(Flux.just(command).repeat(2_000)).subscribe(none -> { }, closed -> { }));
        until(() -> control.statistics().messagesSent() > 10);

        control.dispose();
        client.send(numbers(100)).block(LIMIT);
        requireNumbers(worker, 0, 100);

        StepVerifier.create(run).then(frontend::dispose).expectComplete().verify(LIMIT);
    }

    @Test
    @DisplayName("a mandatory REP whose peer has gone: the answer is counted, and the next controller is served")
    void a_controller_that_leaves_is_not_the_end() {
        RepSocket control = zmq.rep(options -> options.routing(routing -> routing.mandatory(true))
                .queues(queues -> queues.sendHighWaterMark(1)));
        DealerSocket leaving = zmq.dealer(options -> options.queues(queues -> queues.receiveHighWaterMark(1)));
        Endpoint here = control.bindNow("inproc://control-" + control.hashCode());
        leaving.connectNow(here);
        controller.connectNow(here);
        SteerableProxy proxy = SteerableProxy.builder(frontend, backend).control(control).build();
        running.add(proxy.start());
        leaving.send(Flux.just(ZmqMessage.of("", "STATISTICS")).repeat(99)).block(LIMIT);
        until(() -> control.statistics().messagesSent() > 0);
        settled(() -> control.statistics().messagesSent());

        leaving.close();

        assertThat(tell("STATISTICS").frameCount()).isEqualTo(8);
        assertThat(proxy.repliesDropped()).isPositive();
    }

    @Test
    void another_receiver_of_the_control_socket_is_an_error_of_the_run() {
        PullSocket control = zmq.pull();
        running.add(control.receive().subscribe());

        StepVerifier.create(SteerableProxy.builder(frontend, backend).control(control).build().run())
                .expectError(IllegalStateException.class).verify(LIMIT);
    }
}
