package io.reactivezmq.codec.netty;

import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivezmq.codec.engine.HandshakeSettings;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.codec.wire.FrameLimits;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both phases of a connection as production puts them together. */
class HandshakeToTrafficTest implements HandshakeListener, TrafficReceiver {

    private static final byte[] HANDSHAKE = Hex.join(greeting(1, "NULL"), ready("PUSH"));

    private final List<Integer> received = new ArrayList<>();
    private final List<ZmqException> failures = new ArrayList<>();
    private int successes;
    private @Nullable ZmqException closeCause;
    private EmbeddedChannel channel = connect();

    @Test
    @DisplayName("B19: READY and 1 000 messages in one segment -> all delivered, in order, after the handshake")
    void messagesBehindReadyAreDeliveredInOrder() {
        byte[][] messages = new byte[1000][];
        Arrays.setAll(messages, i -> message(Hex.bytes(String.format("%08X", i))));
        receive(HANDSHAKE, Hex.join(messages));
        assertThat(received).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(successes).isOne();
    }

    @Test
    void aMessageMayBeCutAtTheSameTimeAsTheHandshake() {
        byte[] input = Hex.join(HANDSHAKE, message(Hex.bytes("00000007")));
        for (int cut = 1; cut < input.length; cut++) {
            received.clear();
            Fragmenter.cut(input, cut).forEach(this::receive);
            assertThat(received).containsExactly(7);
            releaseWhatIsLeft();
            channel = connect();
        }
    }

    @Test
    @DisplayName("B15: READY twice -> close")
    void aSecondReadyClosesTheConnection() {
        assertClosed(Violation.UNEXPECTED_COMMAND, ready("PUSH"));
    }

    @Test
    @DisplayName("A9: after a valid handshake, frame header 02 FB 18 FF FB 1F FF FB 20 -> close, no allocation")
    void aNegativeLengthAfterTheHandshakeClosesTheConnection() {
        assertClosed(Violation.NEGATIVE_LENGTH, Hex.bytes("02 FB 18 FF FB 1F FF FB 20"));
    }

    private void assertClosed(Violation violation, byte[] bytes) {
        receive(HANDSHAKE, bytes);
        assertThat(successes).isOne();
        assertThat(failures).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        assertThat(closeCause).isInstanceOfSatisfying(ZmqProtocolException.class,
                cause -> assertThat(cause.violation()).isEqualTo(violation));
    }

    private EmbeddedChannel connect() {
        TrafficSettings traffic = new TrafficSettings(new FrameLimits(1024, 8, 1024), 255, Duration.ofMinutes(1), 65536);
        HandshakeSettings settings = new HandshakeSettings(SocketType.PULL, new byte[0], 1024, 8);
        return new EmbeddedChannel(new ZmtpHandshakeHandler(
                settings, traffic, Duration.ofMinutes(1), HandshakeFixture.NOBODY, Runnable::run, this));
    }

    private void receive(byte[]... bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(Hex.join(bytes)));
    }

    @AfterEach
    void releaseWhatIsLeft() {
        channel.close();
        channel.releaseInbound();
        channel.releaseOutbound();
    }

    @Override
    public TrafficReceiver handshakeSucceeded(ChannelConnection connection) {
        successes++;
        return this;
    }

    @Override
    public void handshakeFailed(ZmqException cause) {
        failures.add(cause);
    }

    @Override
    public boolean onMessage(ZmqMessage message) {
        received.add(message.frameAsInt(0));
        return true;
    }

    @Override
    public void onSubscription(boolean subscribe, byte[] topic) {
        throw new AssertionError("nobody subscribes here");
    }

    @Override
    public void onUnknownCommand() {
        throw new AssertionError("all commands here are known");
    }

    @Override
    public void onReadComplete() {
        // what arrived is judged at the end
    }

    @Override
    public void onWritable() {
        // nothing is sent
    }

    @Override
    public void onClosed(@Nullable ZmqException cause, long undelivered) {
        closeCause = cause;
    }
}
