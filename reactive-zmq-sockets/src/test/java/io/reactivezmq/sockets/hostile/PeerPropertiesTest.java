package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.message.MessageMetadata;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RouterSocket;
import io.reactivezmq.sockets.SubscriptionEvent;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.XPubSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("ZMQ_METADATA and zmq_msg_gets: what a peer says about itself, and what it cannot say")
class PeerPropertiesTest {

    private static final String LOOPBACK = "tcp://127.0.0.1:*";

    @Test
    @DisplayName("libzmq's test_app_meta.cpp: X- properties behind Socket-Type and Identity, in their order")
    void the_applications_properties_are_sent_in_ready() {
        try (ZmqContext zmq = TestContexts.create()) {
            Endpoint endpoint = zmq.router(options -> options.routingId("r")
                    .protocol(protocol -> protocol.metadata("X-hello", "world").metadata("X-connection", "pr\u00efm"))).bindNow(LOOPBACK);
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.greet().send(ready("DEALER")).expect(command("READY", property("Socket-Type", "ROUTER"), property("Identity", "r"),
                        property("X-hello", "world"), property("X-connection", Hex.bytes("'pr' C3 AF 'm'"))));
            }
        }
    }

    @Test
    @DisplayName("every message has the properties of its connection, one object for all")
    void a_message_has_its_peers_properties() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            RawPeer peer = socket.attacker().send(Hex.join(greeting(1, "NULL"),
                    ready(property("Socket-Type", "PUSH"), property("X-hello", "world"), property("Resource", "/path")),
                    message(Hex.bytes("'one'")), Hex.bytes("01 01 'a' 00 01 'b'")));
            MessageMetadata metadata = socket.next().metadata();
            assertThat(metadata.socketType()).contains("PUSH");
            assertThat(metadata.peerAddress()).contains("127.0.0.1");
            assertThat(metadata.get("X-hello")).contains("world");
            assertThat(metadata.get(MessageMetadata.RESOURCE)).contains("/path");
            assertThat(socket.next().metadata()).isSameAs(metadata);
            socket.events().established(peer.address());
        }
    }

    @Test
    @DisplayName("a peer cannot forge User-Id or Peer-Address")
    void a_peer_cannot_say_who_or_where_it_is() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            socket.attacker().send(Hex.join(greeting(1, "NULL"), ready(property("user-id", "root"), property("Peer-Address", "10.0.0.1"),
                    property("PEER-ADDRESS", "10.0.0.2"), property("Socket-Type", "PUSH"), property("User-Id", "admin")),
                    message(Hex.bytes("'one'"))));
            MessageMetadata metadata = socket.next().metadata();
            assertThat(metadata.userId()).isEmpty();
            assertThat(metadata.peerAddress()).contains("127.0.0.1");
            assertThat(metadata.names()).containsExactly("Peer-Address", "Socket-Type");
        }
    }

    @Test
    @DisplayName("ZMTP 1.0 and 2.0 peers bring no properties, only the transport's Peer-Address")
    void an_old_peer_says_nothing() {
        try (PullUnderAttack socket = new PullUnderAttack()) {
            socket.attacker().send("FF 00*8 7F 01 08 00 00 00 03 'one'");
            assertThat(socket.next().metadata().names()).containsExactly("Peer-Address");
        }
    }

    @Test
    @DisplayName("libzmq's test_metadata.cpp: on a ROUTER too, where the id stands in front")
    void a_router_keeps_it_with_and_without_the_id() {
        try (ZmqContext zmq = TestContexts.create(); RouterSocket router = zmq.router()) {
            Endpoint endpoint = router.bindNow(LOOPBACK);
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.send(Hex.join(greeting(1, "NULL"), ready(property("Socket-Type", "DEALER"), property("Identity", "me")),
                        message(Hex.bytes("'one'"))));
                ZmqMessage received = Objects.requireNonNull(router.messages().next().block(EventLog.DEADLINE)).message();
                assertThat(received.metadata().routingId()).contains(RoutingId.of("me"));
            }
        }
    }

    @Test
    @DisplayName("XPUB subscription messages carry it; unsubscribe messages synthesised at disconnect do not")
    void a_subscription_tells_who_wants_it() {
        try (ZmqContext zmq = TestContexts.create(); XPubSocket xpub = zmq.xpub()) {
            Endpoint endpoint = xpub.bindNow(LOOPBACK);
            Flux<ZmqMessage> messages = xpub.receive().replay().autoConnect(0);
            Flux<SubscriptionEvent> events = xpub.subscriptions().replay().autoConnect(0);
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.send(Hex.join(greeting(1, "NULL"), ready(property("Socket-Type", "SUB"), property("X-name", "anna")),
                        command("SUBSCRIBE", Hex.bytes("'a'"))));
                assertThat(Objects.requireNonNull(messages.blockFirst(EventLog.DEADLINE)).metadata().get("X-name")).contains("anna");
                assertThat(Objects.requireNonNull(events.blockFirst(EventLog.DEADLINE)).metadata().get("X-name")).contains("anna");
            }
            List<ZmqMessage> both = Objects.requireNonNull(messages.take(2).collectList().block(EventLog.DEADLINE));
            assertThat(both).containsExactly(ZmqMessage.of(new byte[] {1, 'a'}), ZmqMessage.of(new byte[] {0, 'a'}));
            assertThat(both.get(1).metadata().isEmpty()).isTrue();
        }
    }

    @Test
    @DisplayName("sending a received message strips metadata first, so forwarding never leaks it; inproc has none")
    void a_message_forwarded_over_inproc_does_not_tell_where_it_came_from() {
        try (ZmqContext zmq = TestContexts.create(); PullSocket in = zmq.pull(); PushSocket out = zmq.push(); PullSocket end = zmq.pull()) {
            Endpoint endpoint = in.bindNow(LOOPBACK);
            end.bindNow("inproc://end");
            out.connectNow("inproc://end");
            try (RawPeer peer = RawPeer.connectTo(endpoint)) {
                peer.send(Hex.join(greeting(1, "NULL"), ready("PUSH"), message(Hex.bytes("'one'"))));
                ZmqMessage received = Objects.requireNonNull(in.receive().next().block(EventLog.DEADLINE));
                assertThat(received.metadata().isEmpty()).isFalse();
                ZmqMessage forwarded = Mono.when(out.send(received)).then(end.receive().next()).block(EventLog.DEADLINE);
                assertThat(forwarded).isEqualTo(received);
                assertThat(Objects.requireNonNull(forwarded).metadata().isEmpty()).isTrue();
            }
        }
    }
}
