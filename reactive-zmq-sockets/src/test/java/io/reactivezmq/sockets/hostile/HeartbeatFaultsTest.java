package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.longFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@DisplayName("D. Heartbeats")
class HeartbeatFaultsTest {

    private static final int LARGE = 100_000;
    /** More than the buffers of a connection hold. */
    private static final int FLOOD = 400;
    private static final String PING = "04 07 04 'PING' 00 00";

    @Test
    @DisplayName("D7: peer silent after our PING -> closed at timeout; one that answers stays")
    void anAcceptedPeerThatIsSilentIsClosed() {
        try (PullUnderAttack socket = new PullUnderAttack(changes -> changes.heartbeat(heartbeat -> heartbeat
                .interval(Duration.ofMillis(200)).timeout(Duration.ofSeconds(2))))) {
            RawPeer silent = socket.attackerOfType("PUSH");
            silent.expect(Hex.bytes(PING));
            Disconnected end = socket.events().disconnected(silent.address());
            assertThat(end.cause()).isInstanceOf(ZmqTimeoutException.class);
            silent.expectClosed();

            socket.assertBystanderIsServed();
            assertThat(socket.events().all(Disconnected.class, any -> true)).containsExactly(end);
        }
    }

    @Test
    @DisplayName("D7: peer silent after our PING -> closed at timeout, reconnect")
    void aServerThatIsSilentIsConnectedToAgain() {
        try (SubUnderAttack socket = new SubUnderAttack(changes -> changes.heartbeat(heartbeat -> heartbeat
                .interval(Duration.ofMillis(200)).timeout(Duration.ofSeconds(2))))) {
            RawServer server = socket.server();
            RawPeer silent = socket.bring(server.accept()).handshake("PUB");
            assertThat(socket.events().disconnected(silent.address()).cause()).isInstanceOf(ZmqTimeoutException.class);
            ConnectRetried retry = socket.events().await(ConnectRetried.class, event -> event.endpoint().equals(server.endpoint()));
            assertThat(retry.cause()).isInstanceOf(ZmqTimeoutException.class);
            RawPeer second = socket.bring(server.accept()).handshake("PUB");
            socket.events().established(second.address());
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("H2: black hole: takes nothing, answers nothing -> heartbeat closes, reconnect; others get what it cannot take")
    void aPeerThatIsCutOffIsConnectedToAgain() {
        try (ZmqContext zmq = TestContexts.create(); RawServer server = new RawServer();
                PushSocket push = zmq.push(options -> options.linger(Duration.ZERO)
                        .queues(queues -> queues.sendHighWaterMark(4))
                        .heartbeat(heartbeat -> heartbeat.interval(Duration.ofMillis(200)).timeout(Duration.ofSeconds(2)))
                        .reconnect(reconnect -> reconnect.interval(Duration.ofMillis(10)).maxInterval(Duration.ofMillis(50))));
                PullSocket healthy = zmq.pull()) {
            EventLog events = new EventLog(push);
            AtomicInteger arrived = new AtomicInteger();
            healthy.receive().subscribe(message -> arrived.incrementAndGet());
            push.connectNow(server.endpoint());
            push.connectNow(healthy.bindNow("tcp://127.0.0.1:*"));
            RawPeer hole = server.accept().handshake("PULL");
            events.await(HandshakeSucceeded.class, any -> true, 2);

            push.send(Flux.range(0, FLOOD).map(i -> ZmqMessage.of(new byte[LARGE]))).block(EventLog.DEADLINE);
            Disconnected end = events.disconnected(hole.address());
            assertThat(end.cause()).isInstanceOf(ZmqTimeoutException.class);
            assertThat(end.undelivered()).isPositive();
            assertThat(arrived.get()).isGreaterThan(FLOOD / 2);

            try (RawPeer again = server.accept().handshake("PULL")) {
                again.expect(longFrame(0, new byte[LARGE]));
            }
            hole.close();
        }
    }

    @Test
    @DisplayName("D4: the peer's TTL is kept without heartbeats of ours")
    void aPeerIsHeldToItsOwnTtl() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            RawPeer silent = socket.attackerOfType("PUSH").send("04 07 04 'PING' 00 02");
            assertThat(socket.events().disconnected(silent.address()).cause()).isInstanceOf(ZmqTimeoutException.class);
            silent.expectClosed();
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("libzmq over-reads a PING shorter than its TTL; here it is a protocol error")
    void aShortPingEndsTheConnection() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            RawPeer peer = socket.attackerOfType("PUSH").send("04 06 04 'PING' 00");
            socket.events().disconnected(peer.address(), Violation.MALFORMED_COMMAND);
            peer.expectClosed();
            socket.assertBystanderIsServed();
        }
    }
}
