package io.reactivezmq.sockets.pipe;

import static io.reactivezmq.sockets.pipe.Messages.number;
import static io.reactivezmq.sockets.pipe.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reactivezmq.codec.netty.PeerConnection;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.test.ZmtpBytes;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.QueueOptions;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipeTest {

    private static final QueueOptions TWO = QueueOptions.builder().sendHighWaterMark(2).build();

    @Test
    @DisplayName("on the connecting side a pipe outlives its connections: what is queued waits for the next")
    void what_is_offered_before_there_is_a_connection_waits_for_it() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            assertThat(peer.pipe.offer(number(1))).isTrue();
            assertThat(peer.pipe.offer(number(2))).isTrue();
            assertThat(peer.pipe.offer(number(3))).isFalse();
            peer.connect(SocketType.PUSH, "PULL");
            peer.run();

            assertThat(Hex.of(peer.written())).endsWith(Hex.of(Hex.join(
                    ZmtpBytes.message(new byte[] {'1'}), ZmtpBytes.message(new byte[] {'2'}))));
            assertThat(peer.owner.told).contains("attached", "room");
            assertThat(peer.pipe.isConnected()).isTrue();
        }
    }

    @Test
    @DisplayName("a publisher that waited for the channel of a peer fills the queue once the peer has gone")
    void the_end_of_a_connection_is_room_in_the_queue() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.owner.told.clear();

            peer.pipe.onClosed(null, 0);

            assertThat(peer.owner.told).containsExactly("detached", "room");
            assertThat(peer.pipe.wantsMore()).isTrue();
        }
    }

    @Test
    void a_pipe_that_ends_with_its_connection_has_no_room() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.owner.told.clear();

            peer.pipe.terminate(DropReason.CONNECTION_LOST);
            peer.run();

            assertThat(peer.owner.told).containsExactly("detached");
        }
    }

    @Test
    void with_a_connection_a_message_offered_on_the_loop_is_written_and_flushed_by_the_next_task() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            peer.connect(SocketType.PUSH, "PULL");
            peer.run();
            peer.written();

            for (int i = 0; i < 10; i++) {
                assertThat(peer.pipe.offer(number(i))).isTrue();
            }
            assertThat(peer.written()).isEmpty();
            peer.run();

            assertThat(peer.written()).hasSize(30);
            assertThat(peer.pipe.counters().totals().sent()).isEqualTo(10);
            assertThat(peer.pipe.counters().totals().sentBytes()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("a subscription that comes in one read with READY reaches a socket that knows the pipe already")
    void what_follows_the_handshake_at_once_finds_the_pipe_attached() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            peer.connect(SocketType.PUB, "SUB", ZmtpBytes.command("SUBSCRIBE", new byte[] {'a'}));

            assertThat(peer.owner.told).startsWith("attached", "subscribe a");
            peer.run();
            assertThat(peer.owner.told.stream().filter("attached"::equals)).hasSize(1);
        }
    }

    @Test
    void a_message_that_comes_in_one_read_with_ready_finds_the_pipe_attached_too() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            List<String> got = new ArrayList<>();
            peer.owner.inbox.subscribe(message -> got.addAll(peer.owner.told));

            peer.connect(SocketType.PULL, "PUSH", ZmtpBytes.message(new byte[] {'1'}));

            assertThat(got).startsWith("attached");
        }
    }

    @Test
    void the_end_of_a_connection_is_told_once_and_the_pipe_goes_on_queueing() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.channel.close();
            peer.run();

            assertThat(peer.owner.told).endsWith("detached", "room").containsOnlyOnce("detached");
            assertThat(peer.closed).containsExactly(0L);
            assertThat(peer.pipe.isConnected()).isFalse();
            assertThat(peer.pipe.offer(number(1))).isTrue();
        }
    }

    @Test
    @DisplayName("a socket that fails at the end of a connection does not keep the connector from hearing of it")
    void the_end_of_a_connection_is_told_whatever_happens_to_the_owner() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.owner.failsWhenDetached = true;

            assertThatIllegalStateException().isThrownBy(() -> peer.pipe.onClosed(null, 3));

            assertThat(peer.closed).containsExactly(3L);
            assertThat(peer.pipe.peer()).isNull();
            assertThat(peer.pipe.isConnected()).isFalse();
        }
    }

    @Test
    @DisplayName("no silent loss: what is queued when a pipe ends is counted for the reason it ended")
    void what_a_terminated_pipe_had_queued_is_counted_and_it_takes_no_more() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            peer.pipe.offer(number(1));
            peer.pipe.offer(number(2));

            peer.pipe.terminate(DropReason.LINGER_EXPIRED);

            assertThat(peer.owner.dropped).containsEntry(DropReason.LINGER_EXPIRED, 2L).hasSize(1);
            assertThat(peer.pipe.offer(number(3))).isFalse();
            assertThat(peer.pipe.wantsMore()).isFalse();
            assertThat(peer.pipe.isTerminated()).isTrue();
        }
    }

    @Test
    void draining_ends_at_once_when_nothing_is_queued() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            List<String> ends = new ArrayList<>();

            peer.pipe.drainAndClose(() -> ends.add("drained"));

            assertThat(ends).containsExactly("drained");
        }
    }

    @Test
    void draining_waits_for_a_connection_that_takes_what_is_queued() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            List<String> ends = new ArrayList<>();
            peer.pipe.offer(text("last words"));
            peer.pipe.drainAndClose(() -> ends.add("drained"));
            peer.run();
            assertThat(ends).isEmpty();

            peer.connect(SocketType.PUSH, "PULL");
            peer.run();

            assertThat(ends).containsExactly("drained");
            assertThat(new String(peer.written(), StandardCharsets.ISO_8859_1)).endsWith("last words");
        }
    }

    @Test
    void what_is_received_is_counted_by_messages_and_payload() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.receive(ZmtpBytes.frame(1, new byte[3]), ZmtpBytes.message(new byte[4]), ZmtpBytes.message(new byte[5]));

            assertThat(peer.pipe.counters().totals().received()).isEqualTo(2);
            assertThat(peer.pipe.counters().totals().receivedBytes()).isEqualTo(12);
        }
    }

    @Test
    void an_unknown_command_is_counted_and_ignored() {
        try (ConnectedPipe peer = ConnectedPipe.connected(TWO)) {
            peer.receive(ZmtpBytes.command("NOVELTY", new byte[4]));

            assertThat(peer.owner.dropped).containsEntry(DropReason.UNKNOWN_COMMAND, 1L);
            assertThat(peer.channel.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("EMSGSIZE: a message that cannot be sealed is lost by itself and counted; the connection and those behind it go on")
    void what_no_wire_can_carry_is_dropped() {
        try (ConnectedPipe peer = ConnectedPipe.waiting(TWO)) {
            List<ZmqMessage> written = new ArrayList<>();
            peer.pipe.offer(text("too large"));
            peer.pipe.offer(text("a"));
            peer.pipe.attach(refusing("too large", written), new InetSocketAddress("127.0.0.1", 1), (cause, lost) -> { });
            peer.run();
            peer.pipe.offer(text("too large"));
            peer.pipe.offer(text("b"));
            peer.run();

            assertThat(written).containsExactly(text("a"), text("b"));
            assertThat(peer.owner.dropped).containsEntry(DropReason.TOO_LARGE, 2L).hasSize(1);
            assertThat(peer.pipe.counters().totals().sent()).isEqualTo(2);
        }
    }

    private static PeerConnection refusing(String text, List<ZmqMessage> written) {
        return (PeerConnection) Proxy.newProxyInstance(
                PeerConnection.class.getClassLoader(), new Class<?>[] {PeerConnection.class}, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "identity":
                    return new byte[0];
                case "metadata":
                    return MessageMetadata.empty();
                case "isWritable", "forwardsSubscriptions":
                    return true;
                case "write":
                    if (arguments[0].equals(text(text))) {
                        throw new ZmqConnectionException(ErrorCode.EMSGSIZE, "too large");
                    }
                    written.add((ZmqMessage) arguments[0]);
                    return null;
                default:
                    return null;
            }
        });
    }
}
