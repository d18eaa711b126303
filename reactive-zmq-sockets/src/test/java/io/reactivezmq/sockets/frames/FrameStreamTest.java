package io.reactivezmq.sockets.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.error.ZmqCodecException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Codecs in the streams of sockets. */
class FrameStreamTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FrameCodec<Tick> ticks = FrameCodec.json(Tick.class);
    private final ZmqContext zmq = TestContexts.create();
    private final PullSocket pull = zmq.pull();
    private final PushSocket push = zmq.push();

    FrameStreamTest() {
        push.connectNow(pull.bindNow("tcp://127.0.0.1:*"));
    }

    @AfterEach
    void close() {
        zmq.close();
    }

    private void send(ZmqMessage... messages) {
        push.send(Flux.fromArray(messages)).block(LIMIT);
    }

    @Test
    void a_stream_of_values_goes_over_a_socket() {
        push.send(Flux.just("BMW", "VOW").map(Tick::of).map(ticks::message)).block(LIMIT);

        StepVerifier.create(pull.receive().map(ticks::decode).take(2))
                .expectNext(Tick.of("BMW"), Tick.of("VOW"))
                .expectComplete().verify(LIMIT);
    }

    @Test
    @DisplayName("FrameCodec: to go on without the bad message")
    void a_bad_message_is_skipped_and_told() {
        send(ticks.message(Tick.of("BMW")), ZmqMessage.of("{"), ticks.message(Tick.of("VOW")));
        List<ZmqCodecException> skipped = new CopyOnWriteArrayList<>();

        Flux<Tick> good = pull.receive().handle((message, sink) -> {
            try {
                sink.next(ticks.decode(message));
            } catch (ZmqCodecException bad) {
                skipped.add(bad);
            }
        });

        StepVerifier.create(good.take(2)).expectNext(Tick.of("BMW"), Tick.of("VOW")).expectComplete().verify(LIMIT);
        assertThat(skipped).singleElement().satisfies(bad -> assertThat(bad.frame()).isZero());
    }

    @Test
    @DisplayName("FrameCodec: what else has arrived waits for the next subscriber of receive()")
    void a_bad_message_ends_the_stream_and_takes_nothing_else_with_it() {
        send(ZmqMessage.of("{"), ticks.message(Tick.of("BMW")), ticks.message(Tick.of("VOW")));

        StepVerifier.create(pull.receive().map(ticks::decode)).expectError(ZmqCodecException.class).verify(LIMIT);
        StepVerifier.create(pull.receive().map(ticks::decode).take(2))
                .expectNext(Tick.of("BMW"), Tick.of("VOW")).expectComplete().verify(LIMIT);
    }
}
