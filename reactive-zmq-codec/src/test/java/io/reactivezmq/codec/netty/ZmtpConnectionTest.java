package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.WireAssert.assertThatBytes;
import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.message.ZmqMessage;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent: batches, messages larger than any buffer, subscriptions, and what is lost. */
class ZmtpConnectionTest {

    private final TrafficFixture peer = new TrafficFixture(1);

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void messagesGoOutInOrderWithTheFlush() {
        peer.connection().write(ZmqMessage.of("a"));
        peer.connection().write(ZmqMessage.of("b", "c"));
        assertThatBytes(peer.sent()).isEmpty();
        peer.connection().flush();
        assertThatBytes(peer.sent()).isExactly("00 01 'a' 01 01 'b' 00 01 'c'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 512, 1000, 1013, 1014, 1015, 1016, 1024, 3000})
    @DisplayName("a message of any size around that of a batch comes out whole, behind others and before others")
    void messagesAroundTheSizeOfABatchComeOutWhole(int size) {
        byte[] body = body(size);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            peer.connection().write(ZmqMessage.of(body));
            peer.connection().write(ZmqMessage.of("x"));
            expected.writeBytes(message(body));
            expected.writeBytes(Hex.bytes("00 01 'x'"));
            peer.connection().flush();
        }
        assertThatBytes(peer.sent()).isExactly(expected.toByteArray());
    }

    @Test
    @DisplayName("ZMQ_OUT_BATCH_SIZE: messages go out many at a time, and no write has more bytes than a batch")
    void aWriteIsABatchAtTheMost() {
        byte[] body = body(100);
        for (int i = 0; i < 100; i++) {
            peer.connection().write(ZmqMessage.of(body));
        }
        peer.connection().flush();
        assertThat(peer.channel.outboundMessages()).hasSizeLessThan(20).allSatisfy(write ->
                assertThat(((ByteBuf) write).readableBytes()).isLessThanOrEqualTo(TrafficFixture.BATCH));
        assertThat(peer.sent()).hasSize(100 * message(body).length);
    }

    @Test
    @DisplayName("E9: bytes for a peer that does not read are bounded, whatever the size of the message")
    void aHugeMessageGoesOutInPiecesAsTheChannelTakesThem() {
        byte[] body = body(1 << 20);
        peer.gate.shut();
        peer.connection().write(ZmqMessage.of(body));
        peer.connection().flush();
        assertThat(peer.connection().isWritable()).as("in the middle of a message").isFalse();

        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        while (peer.writableAgain == 0) {
            assertThat(peer.channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(TrafficFixture.HIGH_WATER_MARK + 2 * TrafficFixture.BATCH);
            peer.gate.openOnce();
            wire.writeBytes(peer.sent());
        }
        peer.gate.open();
        wire.writeBytes(peer.sent());
        assertThatBytes(wire.toByteArray()).isExactly(message(body));
        assertThat(peer.connection().isWritable()).isTrue();
    }

    @Test
    void whatIsWrittenAfterAHugeMessageComesBehindIt() {
        byte[] body = body(100_000);
        peer.connection().write(ZmqMessage.of(body));
        peer.connection().flush();
        assertThat(peer.connection().isWritable()).isTrue();
        peer.connection().write(ZmqMessage.of("behind"));
        peer.connection().flush();
        assertThatBytes(peer.sent()).isExactly(Hex.join(message(body), Hex.bytes("00 06 'behind'")));
    }

    @Test
    @DisplayName("D2: a PONG does not get into the middle of a huge message")
    void aPongWaitsForTheEndOfTheMessage() {
        byte[] body = body(100_000);
        peer.gate.shut();
        peer.connection().write(ZmqMessage.of(body));
        peer.connection().flush();
        peer.receive(command("PING", new byte[2], Hex.bytes("'p'")));
        peer.gate.open();
        assertThatBytes(peer.sent()).isExactly(Hex.join(message(body), command("PONG", Hex.bytes("'p'"))));
    }

    // ---- subscriptions

    static IntStream topicSizes() {
        return IntStream.of(0, 1, 244, 245, 246, 247, 253, 254, 255, 256, 1000, 1014, 1024, 2000,
                TrafficFixture.MAX_TOPIC - 1, TrafficFixture.MAX_TOPIC);
    }

    @ParameterizedTest(name = "{0} bytes")
    @MethodSource("topicSizes")
    @DisplayName("ZMTP 3.1: SUBSCRIBE and CANCEL are commands; of any size up to the limit, also beyond a batch")
    void aNewPeerIsToldByCommand(int size) {
        byte[] topic = body(size);
        peer.connection().write(ZmqMessage.of("before"));
        peer.connection().writeSubscription(true, topic);
        peer.connection().writeSubscription(false, topic);
        peer.connection().write(ZmqMessage.of("behind"));
        peer.connection().flush();
        assertThatBytes(peer.sent()).isExactly(Hex.join(Hex.bytes("00 06 'before'"), command("SUBSCRIBE", topic),
                command("CANCEL", topic), Hex.bytes("00 06 'behind'")));
    }

    @ParameterizedTest(name = "{0} bytes")
    @MethodSource("topicSizes")
    @DisplayName("A13: G(00,NULL) (3.0) -> 01 topic and 00 topic as messages")
    void anOldPeerIsToldByMessage(int size) {
        byte[] topic = body(size);
        try (TrafficFixture old = new TrafficFixture(0)) {
            old.connection().writeSubscription(true, topic);
            old.connection().writeSubscription(false, topic);
            old.connection().flush();
            assertThatBytes(old.sent()).isExactly(
                    Hex.join(message(Hex.join(Hex.bytes("01"), topic)), message(Hex.join(Hex.bytes("00"), topic))));
        }
    }

    // ---- what is lost

    @Test
    @DisplayName("no silent loss: a message counts as delivered when its last byte reached the operating system")
    void everythingThatWasFlushedIsDelivered() {
        IntStream.range(0, 10).forEach(i -> peer.connection().write(ZmqMessage.of("a")));
        peer.connection().flush();
        peer.channel.close();
        assertThat(peer.undelivered).isZero();
    }

    @Test
    void messagesInABatchThatWasNotFlushedAreLost() {
        IntStream.range(0, 10).forEach(i -> peer.connection().write(ZmqMessage.of("a")));
        peer.channel.close();
        assertThat(peer.undelivered).isEqualTo(10);
    }

    @Test
    void messagesThatTheChannelHasNotWrittenAreLost() {
        peer.connection().write(ZmqMessage.of("goes out"));
        peer.connection().flush();
        peer.gate.shut();
        int written = 0;
        while (peer.connection().isWritable()) {
            peer.connection().write(ZmqMessage.of(body(100)));
            written++;
            if (written % 7 == 0) {
                peer.connection().flush();
            }
        }
        peer.channel.close();
        assertThat(peer.undelivered).isEqualTo(written);
    }

    @Test
    void aMessageOfWhichOnlyAPartWentOutIsLost() {
        peer.gate.shut();
        peer.connection().write(ZmqMessage.of("before"));
        peer.connection().write(ZmqMessage.of(body(100_000)));
        peer.gate.openOnce();
        assertThat(peer.sent()).isNotEmpty();
        peer.channel.close();
        assertThat(peer.undelivered).isOne();
    }

    @Test
    void subscriptionsAndPongsAreNoMessages() {
        peer.connection().writeSubscription(true, body(10));
        peer.gate.shut();
        peer.receive(command("PING", new byte[2]));
        peer.channel.close();
        assertThat(peer.undelivered).isZero();
    }

    @Test
    void whatHasToWaitForTheLastByteWaitsForIt() {
        boolean[] written = new boolean[1];
        peer.gate.shut();
        peer.connection().write(ZmqMessage.of(body(100_000)));
        peer.connection().whenWritten(() -> written[0] = true);
        peer.gate.openOnce();
        assertThat(written[0]).isFalse();
        peer.gate.open();
        assertThat(written[0]).isTrue();
    }

    @Test
    @DisplayName("no wait without an end: who waits for the last byte is told when the connection can take no more")
    void whatWaitsForTheLastByteOfABrokenConnectionWaitsNoMore() {
        boolean[] over = new boolean[1];
        peer.gate.shut();
        peer.connection().write(ZmqMessage.of(body(100_000)));
        peer.connection().whenWritten(() -> over[0] = true);

        peer.endOfInput();

        assertThat(over[0]).isTrue();
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (i * 31 + i / 256);
        }
        return body;
    }
}
