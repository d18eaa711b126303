package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.numbers;
import static io.reactivezmq.sockets.pipe.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.ZmtpBytes;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class InboxTest extends InboxFixture {

    @Test
    void with_demand_a_message_goes_straight_to_the_subscriber() {
        Pipe pipe = pipe();
        subscribe(Long.MAX_VALUE);

        pipe.onMessage(text("a"));

        assertThat(got).containsExactly("a");
        assertThat(pipe.inbound.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("Reactive Streams 1.1: never more than requested")
    void nothing_is_emitted_beyond_the_demand() {
        Pipe pipe = pipe();
        Receiver receiver = subscribe(2);

        read(pipe, "1", "2", "3", "4");
        assertThat(got).containsExactly("1", "2");

        receiver.request(1);
        assertThat(got).containsExactly("1", "2", "3");
        receiver.request(5);
        assertThat(got).containsExactly("1", "2", "3", "4");
        read(pipe, "5");
        assertThat(got).endsWith("5");
    }

    @Test
    void what_came_before_the_subscriber_waits_for_it() {
        Pipe pipe = pipe();
        read(pipe, "1", "2");

        subscribe(Long.MAX_VALUE);

        assertThat(got).containsExactly("1", "2");
    }

    @Test
    @DisplayName("RFC 30, libzmq's fq.cpp: one message of each peer in turn")
    void queued_messages_are_emitted_one_of_each_pipe_in_turn() {
        Pipe a = pipe();
        Pipe b = pipe();
        Pipe c = pipe();
        read(a, "a1", "a2", "a3", "a4");
        read(b, "b1");
        read(c, "c1", "c2");

        subscribe(Long.MAX_VALUE);

        assertThat(got).containsExactly("a1", "b1", "c1", "a2", "c2", "a3", "a4");
    }

    @Test
    void a_message_that_arrives_does_not_overtake_those_that_wait() {
        Pipe a = pipe();
        Pipe b = pipe();
        Receiver receiver = subscribe(0);
        read(a, "a1", "a2");

        read(b, "b1");
        read(a, "a3");
        receiver.request(10);

        assertThat(got).containsExactly("a1", "b1", "a2", "a3");
    }

    @Test
    void more_messages_than_one_turn_takes_are_emitted_in_order() {
        Pipe pipe = pipe();
        read(pipe, numbers(1, 5_000).toArray(String[]::new));

        subscribe(Long.MAX_VALUE);
        loop.runPendingTasks();

        assertThat(got).isEqualTo(numbers(1, 5_000));
    }

    @Test
    void closing_completes_the_subscriber_whether_it_has_demand_or_not() {
        Receiver receiver = subscribe(0);
        read(pipe(), "1");

        inbox.close();

        assertThat(receiver.completed).isTrue();
        assertThat(got).isEmpty();
    }

    @Test
    void who_subscribes_after_the_close_completes_at_once() {
        inbox.close();
        read(pipe(), "1");

        inbox.as(StepVerifier::create).verifyComplete();
    }

    @Test
    void nothing_follows_when_the_subscriber_closes_in_the_middle_of_a_read() {
        Receiver receiver = new Receiver(Long.MAX_VALUE, got) {
            @Override
            protected void hookOnNext(ZmqMessage message) {
                super.hookOnNext(message);
                inbox.close();
            }
        };
        inbox.subscribe(receiver);

        read(pipe(), "1", "2", "3");

        assertThat(got).containsExactly("1");
        assertThat(receiver.completed).isTrue();
    }

    @Test
    @DisplayName("ZMQ_RCVHWM: at the mark the connection is read no further; below half of it reading goes on")
    void a_full_queue_stops_the_connection_until_it_is_half_empty() {
        QueueOptions queues = QueueOptions.builder().receiveHighWaterMark(4).build();
        try (ConnectedPipe peer = ConnectedPipe.connected(queues)) {
            Receiver receiver = new Receiver(0, got);
            peer.owner.inbox.subscribe(receiver);
            peer.receive(Flux.range(1, 10).map(i -> ZmtpBytes.message(Integer.toString(i).getBytes(StandardCharsets.UTF_8)))
                    .toStream().toArray(byte[][]::new));
            assertThat(peer.pipe.inbound.size()).isEqualTo(4);
            assertThat(peer.channel.config().isAutoRead()).isFalse();

            receiver.request(1);
            peer.run();
            assertThat(peer.pipe.inbound.size()).isEqualTo(3);
            assertThat(peer.channel.config().isAutoRead()).isFalse();

            receiver.request(1);
            peer.run();
            assertThat(peer.pipe.inbound.size()).isEqualTo(4);

            receiver.request(100);
            peer.run();
            assertThat(got).isEqualTo(numbers(1, 10));
            assertThat(peer.channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void a_queue_that_is_full_when_a_connection_ends_does_not_hold_up_the_next() {
        QueueOptions queues = QueueOptions.builder().receiveHighWaterMark(1).build();
        try (ConnectedPipe peer = ConnectedPipe.connected(queues)) {
            peer.receive(ZmtpBytes.message(new byte[] {'1'}), ZmtpBytes.message(new byte[] {'2'}));
            peer.channel.close();
            peer.run();

            peer.owner.inbox.subscribe(new Receiver(Long.MAX_VALUE, got));

            assertThat(got).containsExactly("1");
            assertThat(peer.pipe.onMessage(number(3))).isTrue();
        }
    }
}
