package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.event.Disconnected;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C11. Peers that announce much and send little")
class AnnouncedLengthsTest {

    private static final int PEERS = 1_000;
    private static final String GIBIBYTE = "02 00 00 00 00 3F FF FF FF";
    /** For each connection, with what leak detection keeps; a gibibyte was announced. */
    private static final long SLACK = 64L << 10;

    @Test
    @DisplayName("C11: 02 00 00 00 00 3F FF FF FF then silence, x1000 connections -> memory grows with bytes received, not "
            + "declared; idle-mid-message deadline closes")
    void aThousandGibibytesCostNothing() {
        try (PullUnderAttack socket = new PullUnderAttack(changes -> changes.limits(limits ->
                limits.maxMessageSize(1L << 30).idleMidMessageTimeout(Duration.ofSeconds(5))))) {
            List<RawPeer> peers = Stream.generate(() -> socket.attackerOfType("PUSH").send(message(Hex.bytes("'here'"))))
                    .limit(PEERS).toList();
            peers.forEach(peer -> socket.next());
            Footprint before = Footprint.now();

            peers.forEach(peer -> peer.send(GIBIBYTE, "41"));
            socket.assertBystanderIsServed();
            Footprint meanwhile = Footprint.now();
            List<Disconnected> ends = socket.events().await(Disconnected.class, any -> true, PEERS);

            assertThat(meanwhile.heap() - before.heap()).as("heap").isLessThan(PEERS * SLACK);
            assertThat(meanwhile.direct() - before.direct()).as("direct memory").isLessThan(PEERS * SLACK);
            assertThat(ends).allSatisfy(end -> EventLog.assertViolation(end.cause(), Violation.STALLED_MESSAGE));
            peers.forEach(RawPeer::expectClosed);
            socket.assertBystanderIsServed();
            assertThat(socket.received).isEmpty();
            assertThat(socket.pull.statistics().peers()).isOne();
        }
    }
}
