package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqProtocolException;
import io.reactivezmq.core.error.ZmqTimeoutException;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.sockets.DealerSocket;
import io.reactivezmq.sockets.RoutedMessage;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

@DisplayName("A12: ZMTP 2.0 is served on NULL sockets (no READY, identity first); 1.0 is closed unless enabled")
class OldPeersTest {

    /** Signature, revision 01. */
    private static final String V2 = "FF 00*8 7F 01 ";
    private static final String SIGNATURE = "FF 00*8 7F ";
    private static final Consumer<SocketOptions.Builder> V1_ALLOWED = changes -> changes.protocol(protocol -> protocol.allowZmtp1(true));

    @Test
    @DisplayName("2.0 PUSH -> PULL: messages in the frames of 3.x, the version in the event")
    void a_pusher_of_version_20_is_received_from() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            RawPeer peer = socket.attacker().send(V2 + "08 00 00");
            peer.expect(Hex.bytes(SIGNATURE + "03 07 00 00"));
            HandshakeSucceeded success = socket.events().established(peer.address());
            assertThat(success.version()).isEqualTo("2.0");
            assertThat(success.peerType()).hasToString("PUSH");

            peer.send("00 03 'one' 01 01 'a' 02 00*7 01 'b'");
            assertThat(socket.next()).isEqualTo(ZmqMessage.of("one"));
            assertThat(socket.next()).isEqualTo(ZmqMessage.of("a", "b"));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("2.0 SUB -> PUB: subscriptions are messages 01 topic and 00 topic")
    void a_subscriber_of_version_20_is_published_to() {
        try (PubUnderAttack socket = new PubUnderAttack()) {
            RawPeer peer = socket.attacker().send(V2 + "02 00 00 00 03 01 'ab'");
            peer.expect(Hex.bytes(SIGNATURE + "03 01 00 00"));
            socket.events().established(peer.address());
            socket.assertBystanderIsServed();
            awaitTopics(socket, () -> socket.pub.topicsCount() == 2);
            socket.publish("abc", "x");
            socket.publish("b");
            socket.publish("ab");
            peer.expect(Hex.bytes("01 03 'abc' 00 01 'x' 00 02 'ab'"));

            peer.send("00 03 00 'ab'");
            awaitTopics(socket, () -> socket.pub.topicsCount() == 1);
        }
    }

    @Test
    @DisplayName("SUB -> 2.0 PUB: the connecting side greets step by step and subscribes by message")
    void a_publisher_of_version_20_is_subscribed_to() {
        try (SubUnderAttack socket = new SubUnderAttack()) {
            RawServer server = socket.server();
            RawPeer peer = socket.bring(server.accept());
            peer.expect(Hex.bytes(SIGNATURE));
            for (byte octet : Hex.bytes(V2 + "01 00 00")) {
                peer.send(new byte[] {octet});
            }
            peer.expect(Hex.bytes("03 02 00 00 00 09 01 'healthy '"));
            assertThat(socket.events().established(peer.address()).version()).isEqualTo("2.0");
            socket.sub.subscribe("old");
            peer.expect(Hex.bytes("00 04 01 'old'"));
            peer.send("00 05 'old 1'");
            assertThat(socket.next().frameAsString(0)).isEqualTo("old 1");
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("2.0 DEALER -> ROUTER: the identity frame is the routing id; and back, DEALER -> 2.0 ROUTER")
    void identities_of_version_20_are_routing_ids() {
        try (ZmqContext zmq = TestContexts.create(); RouterSocket router = zmq.router()) {
            Endpoint endpoint = router.bindNow("tcp://127.0.0.1:*");
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.send(V2 + "05 00 03 'old' 00 02 'hi'");
                RoutedMessage first = Objects.requireNonNull(router.messages().next().block(EventLog.DEADLINE));
                assertThat(first.peer()).isEqualTo(RoutingId.of("old"));
                router.send(RoutingId.of("old"), ZmqMessage.of("hello")).block(EventLog.DEADLINE);
                peer.expect(Hex.bytes(SIGNATURE + "03 06 00 00 00 05 'hello'"));
            }
        }
        try (ZmqContext zmq = TestContexts.create(); RawServer server = new RawServer()) {
            DealerSocket dealer = zmq.dealer(options -> options.routingId("me"));
            dealer.connectNow(server.endpoint());
            try (RawPeer peer = server.accept()) {
                peer.send(V2 + "06 00 00");
                dealer.send(ZmqMessage.of("hello")).block(EventLog.DEADLINE);
                peer.expect(Hex.bytes(SIGNATURE + "03 05 00 02 'me' 00 05 'hello'"));
            }
        }
    }

    @Test
    @DisplayName("1.0 PUSH -> PULL where it is enabled: length, flags, body; our signature is the header of our identity")
    void a_pusher_of_version_10_is_received_from_if_that_is_allowed() {
        try (PullUnderAttack socket = new PullUnderAttack(V1_ALLOWED)) {
            RawPeer peer = socket.attacker().send("01 00 04 00 'one' 02 01 'a' FF 00*7 02 00 'b'");
            peer.expect(Hex.bytes("FF 00*7 01 7F"));
            HandshakeSucceeded success = socket.events().established(peer.address());
            assertThat(success.version()).isEqualTo("1.0");
            assertThat(success.peerType()).isNull();
            assertThat(socket.next()).isEqualTo(ZmqMessage.of("one"));
            assertThat(socket.next()).isEqualTo(ZmqMessage.of("a", "b"));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("1.0 SUB -> PUB: an unversioned subscriber forwards nothing and gets everything")
    void a_subscriber_of_version_10_gets_everything() {
        try (PubUnderAttack socket = new PubUnderAttack(V1_ALLOWED)) {
            RawPeer peer = socket.attacker().send("01 00");
            socket.events().established(peer.address());
            socket.publish("a", "b".repeat(254));
            peer.expect(Hex.bytes("FF 00*7 01 7F 02 01 'a' FF 00*7 FF 00 62*254"));
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("SUB -> 1.0 PUB: the long header; subscriptions are messages it throws away")
    void a_publisher_of_version_10_is_received_from() {
        try (SubUnderAttack socket = new SubUnderAttack(V1_ALLOWED)) {
            RawServer server = socket.server();
            RawPeer peer = socket.bring(server.accept()).send("FF 00*7 01 00");
            peer.expect(Hex.bytes("FF 00*7 01 7F 0A 00 01 'healthy '"));
            socket.sub.subscribe("old");
            peer.expect(Hex.bytes("05 00 01 'old'"));
            peer.send("06 00 'other' 06 00 'old 1'");
            assertThat(socket.next().frameAsString(0)).isEqualTo("old 1");
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("no heartbeats to peers that do not know them; 2.0 has no commands, so a PING of theirs has reserved flags")
    void old_peers_are_sent_no_ping() {
        try (PullUnderAttack socket = new PullUnderAttack(changes -> changes.heartbeat(heartbeat -> heartbeat
                .interval(Duration.ofMillis(50))).handshakeTimeout(Duration.ofMillis(300)))) {
            RawPeer peer = socket.attacker().send(V2 + "08 00 00");
            peer.expect(Hex.bytes(SIGNATURE + "03 07 00 00"));
            socket.events().established(peer.address());
            // the handshake deadline of a silent one shows that several intervals have passed
            RawPeer silent = socket.attacker();
            assertThat(socket.events().handshakeFailed(silent.address())).isInstanceOf(ZmqTimeoutException.class);
            peer.send("00 03 'one' 04 07 04 'PING' 00 00");
            assertThat(socket.next()).isEqualTo(ZmqMessage.of("one"));
            socket.events().disconnected(peer.address(), Violation.RESERVED_FLAGS);
            assertThat(peer.expectClosed()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("2.0 can be refused: the peer is closed, the event says which option it takes")
    @ValueSource(strings = {V2, V2 + "08", V2 + "08 00 00 00 01 'a'"})
    void version_20_is_refused_where_it_is_not_allowed(String hex) {
        try (PullUnderAttack socket = new PullUnderAttack(changes -> changes.protocol(protocol -> protocol.allowZmtp2(false)))) {
            RawPeer peer = socket.attacker().sendAsLongAsItIsTaken(Hex.bytes(hex));
            ZmqException cause = socket.events().handshakeFailed(peer.address());
            EventLog.assertViolation(cause, Violation.UNSUPPORTED_VERSION);
            assertThat(cause).hasMessageContaining("ZMTP 2.0 refused").hasMessageContaining("protocol.allowZmtp2");
            peer.expectClosed();
            assertThat(socket.received).isEmpty();
            socket.assertBystanderIsServed();
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B3, B9, B10, C: what old peers may do wrong ends their connection and nothing else")
    @ValueSource(strings = {V2 + "02 00 00", V2 + "FF 00 00", V2 + "05 00 02 00 01", V2 + "08 02 7F FF*7", V2 + "08 06 00",
        "'GET / HTTP/1.1'", "16 03 01 02 00 01", "FF 00*8 00", "FF 7F FF*7 00", "02 00 00"})
    void old_peers_are_judged_like_new_ones(String hex) {
        try (PullUnderAttack socket = new PullUnderAttack(V1_ALLOWED)) {
            RawPeer peer = socket.attacker().sendAsLongAsItIsTaken(Hex.bytes(hex));
            assertThat(socket.events().handshakeFailed(peer.address())).isInstanceOf(ZmqProtocolException.class);
            peer.expectClosed();
            socket.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("C11: a 1.0 frame that stands still in the middle -> idle-mid-message deadline")
    void a_stalled_frame_of_version_10_ends_the_connection() {
        try (PullUnderAttack socket = new PullUnderAttack(V1_ALLOWED.andThen(changes -> changes
                .limits(limits -> limits.idleMidMessageTimeout(Duration.ofMillis(200)))))) {
            RawPeer peer = socket.attacker().send("01 00 FF 00");
            socket.events().established(peer.address());
            socket.events().disconnected(peer.address(), Violation.STALLED_MESSAGE);
            socket.assertBystanderIsServed();
        }
    }

    private static void awaitTopics(PubUnderAttack socket, BooleanSupplier reached) {
        Mono.delay(Duration.ofMillis(5)).repeat(() -> !reached.getAsBoolean()).then().block(EventLog.DEADLINE);
        socket.assertBystanderIsServed();
    }
}
