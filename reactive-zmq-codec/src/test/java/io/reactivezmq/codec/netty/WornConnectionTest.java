package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.HeartbeatOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 26: SHALL NOT send more than 2^64-1 commands in one connection; it is closed instead, and another one may follow")
class WornConnectionTest {

    private final TrafficFixture peer = new TrafficFixture(1, HeartbeatOptions.defaults(), new WornCoding(2));

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    @DisplayName("the writer is not to blame: the connection ends, what was not sent is counted, no part of a message goes out")
    void a_message_without_a_number_closes_the_connection() {
        peer.connection().write(ZmqMessage.of("a"));
        peer.connection().flush();
        peer.connection().write(ZmqMessage.of("b"));
        peer.connection().write(ZmqMessage.of("c", "d"));
        assertThat(peer.connection().isWritable()).isFalse();
        peer.connection().flush();
        peer.channel.runPendingTasks();

        peer.assertClosedFor(Violation.INVALID_SEQUENCE);
        assertThatBytes(peer.sent()).isExactly("00 01 'a'");
        assertThat(peer.undelivered).as("b was not flushed, c could not be sealed").isEqualTo(2);
    }

    @Test
    void a_subscription_without_a_number_closes_the_connection() {
        peer.connection().write(ZmqMessage.of("a"));
        peer.connection().write(ZmqMessage.of("b"));
        peer.connection().flush();
        peer.connection().writeSubscription(true, Hex.bytes("'topic'"));
        peer.channel.runPendingTasks();

        peer.assertClosedFor(Violation.INVALID_SEQUENCE);
        assertThat(peer.undelivered).isZero();
    }
}
