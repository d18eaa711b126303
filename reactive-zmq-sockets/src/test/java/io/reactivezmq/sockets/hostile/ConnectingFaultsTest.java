package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqConnectionException;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.ConnectRetried;
import io.reactivezmq.core.event.ConnectStopped;
import io.reactivezmq.core.event.Connected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.options.SocketOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A, B. The greeting and the handshake, on the connecting side: back off, try again, leave the others alone")
class ConnectingFaultsTest {

    private SubUnderAttack socket = new SubUnderAttack();

    private void reopen(Consumer<SocketOptions.Builder> changes) {
        socket.close();
        socket = new SubUnderAttack(changes);
    }

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    @ParameterizedTest(name = "FIN after {0} bytes")
    @DisplayName("A3: FIN after n bytes -> quiet close, one event, backoff if we connected")
    @ValueSource(ints = {0, 1, 10, 12, 63, 64})
    void aServerThatLeavesIsTriedAgain(int bytes) {
        RawServer server = socket.server();
        server.accept().send(Arrays.copyOf(greeting(1, "NULL"), bytes)).close();
        HandshakeFailed failed = socket.events().await(HandshakeFailed.class, atEndpoint(server));
        assertThat(failed.cause()).isInstanceOf(ZmqConnectionException.class);
        assertThat(failed.peer().toString()).contains(Integer.toString(server.port()));
        assertThat(socket.events().await(ConnectRetried.class, retried(server)).cause()).isEqualTo(failed.cause());

        RawPeer second = socket.bring(server.accept()).handshake("PUB");
        socket.events().established(second.address());
    }

    @Test
    @DisplayName("A4: RST right after the greeting (jeromq#633) -> no spin, bounded reconnect")
    void aServerThatResetsInALoopIsMetWithBackoff() {
        reopen(changes -> changes.reconnect(reconnect -> reconnect.interval(Duration.ofMillis(1))
                .maxInterval(Duration.ofMillis(64)).jitter(0)));
        RawServer server = socket.server();
        for (int i = 0; i < 8; i++) {
            RawPeer peer = server.accept().greet();
            peer.reset();
        }
        List<ConnectRetried> retries = socket.events().await(ConnectRetried.class, retried(server), 8);
        assertThat(retries).extracting(ConnectRetried::attempt).startsWith(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(retries).extracting(retry -> retry.delay().toMillis()).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L);
        socket.events().await(HandshakeFailed.class, atEndpoint(server), 8);
    }

    @Test
    @DisplayName("A4: a server that drops right behind the handshake does not set the backoff back")
    void aServerThatDropsBehindTheHandshakeIsMetWithBackoff() {
        RawServer server = socket.server();
        for (int i = 0; i < 4; i++) {
            server.accept().handshake("PUB").close();
        }
        assertThat(socket.events().await(ConnectRetried.class, retried(server), 4))
                .extracting(ConnectRetried::attempt).startsWith(1, 2, 3, 4);
    }

    @Test
    @DisplayName("A1: a server that accepts and is silent -> dropped at the deadline, tried again")
    void aSilentServerIsLeftAtTheDeadline() {
        reopen(changes -> changes.handshakeTimeout(Duration.ofMillis(200)));
        RawServer server = socket.server();
        RawPeer silent = socket.bring(server.accept());
        assertThat(socket.events().await(HandshakeFailed.class, atEndpoint(server)).cause())
                .isInstanceOf(ZmqTimeoutException.class);
        silent.expectClosed();
        socket.bring(server.accept());
    }

    @ParameterizedTest(name = "{1}")
    @DisplayName("a server that breaks the protocol is tried again at the longest interval: it may be repaired")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'HTTP/1.1 400 Bad Request' 0D0A              | NOT_ZMTP",
        "15 03 03 00 02 02 46                         | NOT_ZMTP",
        "'SSH-2.0-OpenSSH_9' 0D0A                     | NOT_ZMTP",
        "01 00                                        | UNSUPPORTED_VERSION",
        "FF 00*8 7F 03 01 'CURVE' 00*15 01 00*31      | MECHANISM_MISMATCH",
        "FF 00*8 7F 03 01 'NULL' 00*16 00*32 00 01 41 | UNEXPECTED_FRAME",
    })
    void aServerThatSpeaksWronglyIsTriedAgainLater(String hex, Violation violation) {
        RawServer server = socket.server();
        RawPeer peer = socket.bring(server.accept()).sendAsLongAsItIsTaken(Hex.bytes(hex));
        EventLog.assertViolation(socket.events().await(HandshakeFailed.class, atEndpoint(server)).cause(), violation);
        assertThat(socket.events().await(ConnectRetried.class, retried(server)).delay())
                .isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
        peer.expectClosed();
        socket.bring(server.accept());
    }

    @Test
    @DisplayName("B17: well-formed ERROR -> typed failure with the peer's reason, long backoff")
    void aServerThatRefusesUsIsTriedAgainLater() {
        RawServer server = socket.server();
        RawPeer peer = socket.bring(server.accept()).greet().send(command("ERROR", Hex.bytes("0A 'go away \"x'")));
        ZmqException cause = socket.events().await(HandshakeFailed.class, atEndpoint(server)).cause();
        EventLog.assertViolation(cause, Violation.PEER_ERROR);
        assertThat(cause).hasMessageContaining("go away");
        assertThat(socket.events().await(ConnectRetried.class, retried(server)).delay())
                .isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
        peer.expectClosed();
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL_MAX of 0 is no growth, and not no delay: a hostile server is not hammered")
    void withoutALongestIntervalAServerThatSpeaksWronglyIsNotHammered() {
        reopen(changes -> changes.reconnect(reconnect -> reconnect.interval(Duration.ofMillis(40)).maxInterval(Duration.ZERO)));
        RawServer server = socket.server();
        socket.bring(server.accept()).sendAsLongAsItIsTaken(Hex.bytes("'HTTP'"));
        assertThat(socket.events().await(ConnectRetried.class, retried(server)).delay())
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
    }

    @Test
    @DisplayName("ZMQ_RECONNECT_IVL of -1: one attempt, and one event that it was the last")
    void withoutReconnectingTheEndpointStaysSilent() {
        reopen(changes -> changes.reconnect(reconnect -> reconnect.enabled(false)));
        RawServer server = socket.server();
        server.accept().greet().close();
        assertThat(socket.events().await(ConnectStopped.class, stopped -> stopped.endpoint().equals(server.endpoint())).cause())
                .isInstanceOf(ZmqConnectionException.class);
        assertThat(socket.events().all(ConnectRetried.class, any -> true)).isEmpty();
    }

    @Test
    @DisplayName("ECONNREFUSED: nobody listens, then somebody does")
    void aServerThatComesLateIsFound() {
        RawServer early = new RawServer();
        int port = early.port();
        early.close();
        socket.sub.connectNow(early.endpoint().toString().replaceFirst(":\\d+$", ":" + port));
        ConnectRetried retried = socket.events().await(ConnectRetried.class, retry -> retry.attempt() >= 2);
        assertThat(retried.cause()).isInstanceOf(ZmqConnectionException.class);
        RawServer late = socket.bring(new RawServer(port));
        socket.events().established(socket.bring(late.accept()).handshake("PUB").address());
        assertThat(socket.events().all(Connected.class, connected -> connected.peer().toString().endsWith(":" + port))).hasSize(1);
    }

    @Test
    @DisplayName("A13: G(00,NULL) (3.0) -> works: 01 topic subscriptions, no PING sent")
    void aServerOfVersion30IsToldByMessage() {
        socket.sub.subscribe("topic");
        RawServer server = socket.server();
        RawPeer peer = socket.bring(server.accept()).handshake(0, "PUB");
        assertThat(socket.events().established(peer.address()).version()).isEqualTo("3.0");
        byte[] one = message(Hex.bytes("01 'healthy '"));
        byte[] other = message(Hex.bytes("01 'topic'"));
        assertThat(Hex.of(peer.read(one.length + other.length)))
                .isIn(Hex.of(Hex.join(one, other)), Hex.of(Hex.join(other, one)));
        peer.send(message(Hex.bytes("'topic 1'")));
        assertThat(socket.next().frameAsString(0)).isEqualTo("topic 1");
        socket.sub.unsubscribe("topic");
        peer.expect(message(Hex.bytes("00 'topic'")));
    }

    @Test
    @DisplayName("E10: reconnect -> subscriptions are the first that every new connection brings, and all of them are there (E8)")
    void aServerThatResetsIsToldTheSubscriptionsAgain() {
        List<String> topics = IntStream.range(0, 2_000).mapToObj(i -> String.format("topic %04d", i)).toList();
        topics.forEach(socket.sub::subscribe);
        int each = command("SUBSCRIBE", Hex.bytes("'topic 0000'")).length;
        int healthy = command("SUBSCRIBE", Hex.bytes("'" + SubUnderAttack.HEALTHY + "'")).length;
        RawServer server = socket.server();
        for (int i = 0; i < 3; i++) {
            RawPeer peer = server.accept().handshake("PUB");
            String sent = new String(peer.read(topics.size() * each + healthy), US_ASCII);
            assertThat(topics).allMatch(sent::contains);
            peer.reset();
        }
        socket.bring(server.accept()).handshake("PUB").send(message(Hex.bytes("'topic 1999'")));
        assertThat(socket.next().frameAsString(0)).isEqualTo("topic 1999");
    }

    @Test
    @DisplayName("B3: a server of a type that SUB may not talk to")
    void aServerOfTheWrongTypeIsRefused() {
        RawServer server = socket.server();
        RawPeer peer = socket.bring(server.accept()).greet().send(ready("PULL"));
        EventLog.assertViolation(
                socket.events().await(HandshakeFailed.class, atEndpoint(server)).cause(), Violation.SOCKET_TYPE_MISMATCH);
        peer.expectClosed();
    }

    private static Predicate<HandshakeFailed> atEndpoint(RawServer server) {
        return failed -> failed.endpoint().equals(server.endpoint());
    }

    private static Predicate<ConnectRetried> retried(RawServer server) {
        return retry -> retry.endpoint().equals(server.endpoint());
    }
}
