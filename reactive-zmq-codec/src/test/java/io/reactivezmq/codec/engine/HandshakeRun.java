package io.reactivezmq.codec.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.reactivezmq.codec.mechanism.Mechanism;
import io.reactivezmq.codec.mechanism.NullMechanism;
import io.reactivezmq.codec.test.Fragmenter;
import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a handshake with a peer that sends certain bytes.
 *
 * @param peer who it was, if the handshake was completed
 * @param failure why not, if it failed
 * @param sent what was sent to the peer; of a call that failed nothing, but for a last word
 * @param leftover what the engine did not read
 */
record HandshakeRun(@Nullable ZmtpPeer peer, @Nullable ZmqProtocolException failure, byte[] sent, byte[] leftover) {

    static final int MAX_COMMAND_SIZE = 65536;

    static HandshakeSettings settings(SocketType type) {
        return new HandshakeSettings(type, new byte[0], MAX_COMMAND_SIZE, 64);
    }

    /** An engine without security. */
    static HandshakeEngine engine(HandshakeSettings settings) {
        return new HandshakeEngine(settings, new NullMechanism(settings.metadata(), settings.maxProperties(), false));
    }

    /** One run with a socket of this type; the peer's bytes come in one piece. */
    static HandshakeRun of(SocketType type, byte[]... received) {
        return of(settings(type), List.of(Hex.join(received)));
    }

    /** One run; the peer's bytes come in these pieces. */
    static HandshakeRun of(HandshakeSettings settings, List<byte[]> fragments) {
        return of(settings, new NullMechanism(settings.metadata(), settings.maxProperties(), false), fragments);
    }

    static HandshakeRun of(HandshakeSettings settings, Mechanism mechanism, List<byte[]> fragments) {
        HandshakeEngine engine = new HandshakeEngine(settings, mechanism);
        ByteBuf sent = Unpooled.buffer();
        engine.start(sent);
        List<byte[]> leftover = new ArrayList<>();
        for (byte[] fragment : fragments) {
            ByteBuf in = Unpooled.wrappedBuffer(fragment);
            ByteBuf out = Unpooled.buffer();
            try {
                engine.receive(in, out);
            } catch (ZmqProtocolException violation) {
                assertThat(engine.phase()).isEqualTo(HandshakePhase.FAILED);
                if (engine.hasLastWord()) {
                    sent.writeBytes(out);
                }
                return new HandshakeRun(null, violation, Hex.copy(sent), new byte[0]);
            }
            sent.writeBytes(out);
            leftover.add(Hex.copy(in));
        }
        boolean complete = engine.phase() == HandshakePhase.COMPLETE;
        return new HandshakeRun(complete ? engine.peer() : null, null, Hex.copy(sent), Hex.join(leftover.toArray(byte[][]::new)));
    }

    /** Runs the same bytes cut in every feasible way, checks that it makes no difference, and returns one of the runs. */
    static HandshakeRun ofEverySplit(SocketType type, byte[]... received) {
        return ofEverySplit(settings(type), received);
    }

    static HandshakeRun ofEverySplit(HandshakeSettings settings, byte[]... received) {
        byte[] input = Hex.join(received);
        HandshakeRun whole = of(settings, List.of(input));
        Fragmenter.forEachSplit(input, fragments ->
                assertThat(of(settings, fragments).summary()).isEqualTo(whole.summary()));
        return whole;
    }

    private List<String> summary() {
        return List.of(String.valueOf(peer), String.valueOf(failure), Hex.of(leftover),
                // how much was sent before a violation depends on when its bytes arrived
                failure == null ? Hex.of(sent) : "");
    }

    HandshakeRun failsWith(Violation violation, String... details) {
        assertThat(failure).isNotNull();
        assertThat(failure.violation()).isEqualTo(violation);
        for (String detail : details) {
            assertThat(failure.getMessage()).contains(detail);
        }
        return this;
    }

    ZmtpPeer succeeds() {
        assertThat(failure).isNull();
        assertThat(peer).isNotNull();
        return peer;
    }

    HandshakeRun isUnfinished() {
        assertThat(failure).isNull();
        assertThat(peer).isNull();
        return this;
    }
}
