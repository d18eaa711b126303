package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.property;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeFailed;
import io.reactivezmq.core.event.RoutingIdRefused;
import io.reactivezmq.core.message.RoutingId;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.options.Handover;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.RouterSocket;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

@DisplayName("F. REQ/REP/ROUTER/DEALER: what clients may do wrong")
class RequestReplyFaultsTest {

    private static final byte[] DELIMITER = frame(0x01, new byte[0]);

    private final ServerUnderAttack<RepSocket> rep = ServerUnderAttack.rep(changes -> changes
            .queues(queues -> queues.sendHighWaterMark(10).receiveHighWaterMark(10)));
    private final ServerUnderAttack<RouterSocket> router = ServerUnderAttack.router(changes -> changes
            .queues(queues -> queues.sendHighWaterMark(10).receiveHighWaterMark(10)));

    @AfterEach
    void close() {
        rep.assertBystanderIsServed();
        router.assertBystanderIsServed();
        rep.close();
        router.close();
    }

    private static byte[] text(String text) {
        return message(Hex.bytes("'" + text + "'"));
    }

    @ParameterizedTest
    @DisplayName("F3: REP gets a request without the empty delimiter, or nothing behind it -> dropped and counted")
    @ValueSource(strings = {"00 01 41", "00 00", "01 01 41 00 01 42", "01 01 41 00 00", "01 00 01 01 41 04 05 04 'NOPE' 00 01 42"})
    void aRequestWithoutAnEnvelopeIsDropped(String hex) {
        boolean understood = hex.startsWith("01 00");
        byte[] good = Hex.join(DELIMITER, text("good"));
        RawPeer peer = rep.attackerOfType("REQ").send(Hex.join(Hex.bytes(hex), good));
        if (understood) {
            peer.expect(Hex.join(DELIMITER, Hex.bytes("01 01 41 00 01 42")));
        }
        peer.expect(good);
        assertThat(rep.socket.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(understood ? 0 : 1);
    }

    @Test
    @DisplayName("F3: an envelope of many frames goes back as it came")
    void aLongEnvelopeIsKept() {
        byte[][] hops = new byte[100][];
        Arrays.fill(hops, frame(0x01, Hex.bytes("'hop'")));
        byte[] request = Hex.join(Hex.join(hops), DELIMITER, text("far"));
        rep.attackerOfType("DEALER").send(request).expect(request);
    }

    @Test
    @DisplayName("F6: client floods requests, never reads replies -> replies beyond the mark are dropped and counted by REP")
    void aFlooderOfRepLosesItsOwnReplies() {
        flood(rep, "REQ", Hex.join(DELIMITER, message(new byte[10_000])));
    }

    @Test
    @DisplayName("F6: the same with a ROUTER that echoes")
    void aFlooderOfRouterLosesItsOwnReplies() {
        flood(router, "DEALER", message(new byte[10_000]));
    }

    private static void flood(ServerUnderAttack<?> server, String type, byte[] request) {
        RawPeer flooder = server.established(server.bring(RawPeer.connectTo(server.endpoint(), 4_096)), 1, type);
        while (server.socket.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK) < 100) {
            flooder.send(request);
        }
        server.assertBystanderIsServed();
        flooder.reset();
        server.events().await(Disconnected.class, end -> end.peer().equals(flooder.address()));
    }

    @Test
    @DisplayName("F6: clients that ask and are gone before the answer -> the answers are counted, nobody waits for them")
    void whoDoesNotWaitForTheAnswerIsForgotten() {
        for (int i = 0; i < 200; i++) {
            RawPeer.connectTo(rep.endpoint()).send(Hex.join(greeting(1, "NULL"), ready("REQ"), DELIMITER, text("bye"))).reset();
        }
        rep.assertBystanderIsServed();
        Flux.interval(EventLog.DEADLINE.dividedBy(1_000)).onBackpressureDrop()
                .filter(tick -> rep.socket.statistics().peers() == 1).blockFirst(EventLog.DEADLINE);
    }

    @ParameterizedTest
    @DisplayName("D10: SUBSCRIBE and CANCEL to REP and ROUTER -> ignored, counted, never a user message")
    @ValueSource(strings = {"SUBSCRIBE", "CANCEL"})
    void aSubscriptionMeansNothingToThem(String name) {
        byte[] asked = Hex.join(DELIMITER, text("behind"));
        byte[] out = command(name, Hex.bytes("'t'"));
        rep.attackerOfType("REQ").send(Hex.join(out, asked)).expect(asked);
        router.attackerOfType("REQ").send(Hex.join(out, asked)).expect(asked);
        assertThat(rep.socket.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
        assertThat(router.socket.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isOne();
    }

    @Test
    @DisplayName("C14: RST between the frames of a request -> never answered, never delivered")
    void halfARequestIsNoRequest() {
        RawPeer peer = rep.attackerOfType("REQ").send(Hex.join(DELIMITER, frame(0x01, Hex.bytes("'half'"))));
        peer.reset();
        rep.events().disconnected(peer.address());
        assertThat(rep.socket.statistics().messagesReceived()).isZero();
    }

    // ---- identities

    private RawPeer named(byte[] identity) {
        return named(router, identity);
    }

    private static RawPeer named(ServerUnderAttack<RouterSocket> router, byte[] identity) {
        RawPeer peer = router.attacker().greet().send(ready(property("Socket-Type", "DEALER"), property("Identity", identity)));
        byte[] header = peer.read(2);
        peer.read(header[1]);
        router.events().established(peer.address());
        return peer;
    }

    @Test
    @DisplayName("F1: a hundred peers want the identity of one -> each refused with an event, the first keeps its messages")
    void anIdentityIsNotTakenByWhoeverWantsIt() {
        RawPeer first = named(Hex.bytes("'id'"));
        for (int i = 0; i < 100; i++) {
            RawPeer thief = named(Hex.bytes("'id'")).send(text("stolen"));
            router.events().await(RoutingIdRefused.class, refused -> thief.address().equals(refused.peer()));
            thief.reset();
            router.events().disconnected(thief.address());
        }
        first.send(text("mine")).expect(text("mine"));
        assertThat(router.socket.hasRoom(RoutingId.of("id"))).isTrue();
    }

    @Test
    @DisplayName("F2: without authentication ZMQ_ROUTER_HANDOVER gives an identity to whoever announces it; an event tells")
    void withHandoverAnIdentityGoesToTheLastWhoWantsIt() {
        try (ServerUnderAttack<RouterSocket> trusting = ServerUnderAttack.router(changes -> changes
                .routing(routing -> routing.handover(Handover.REPLACE)))) {
            RawPeer first = named(trusting, Hex.bytes("'id'")).send(text("mine")).expect(text("mine"));
            RawPeer thief = named(trusting, Hex.bytes("'id'")).send(text("taken")).expect(text("taken"));

            assertThat(trusting.events().disconnected(first.address()).cause())
                    .hasMessageContaining("has taken over the routing id");
            assertThat(first.expectClosed()).as("what was meant for the thief").isEmpty();
            trusting.socket.send(RoutingId.of("id"), ZmqMessage.of("secret")).block(EventLog.DEADLINE);
            thief.expect(text("secret"));
            trusting.assertBystanderIsServed();
        }
    }

    @Test
    @DisplayName("B9: an identity of 255 bytes -> accepted; B9, B10: 256 bytes, or a leading zero -> close")
    void identitiesAreHeldAgainstTheirRules() {
        byte[] longest = new byte[255];
        Arrays.fill(longest, (byte) 'x');
        named(longest).send(text("here")).expect(text("here"));
        for (byte[] identity : new byte[][] {Arrays.copyOf(longest, 256), {0, 1}, {0, 0, 0, 0, 1}}) {
            RawPeer peer = router.attacker().greet();
            peer.send(ready(property("Socket-Type", "DEALER"), property("Identity", identity)));
            router.events().await(HandshakeFailed.class, end -> end.peer().equals(peer.address()));
            peer.expectClosed();
        }
    }

    @Test
    @DisplayName("F7: ROUTER sends to identities that come and go -> each send ends, the message arrives or is counted")
    void aSendToOneWhoLeavesNeverHangs() {
        RoutingId id = RoutingId.of("fickle");
        for (int i = 0; i < 100; i++) {
            RawPeer peer = named(id.bytes());
            peer.reset();
            router.socket.send(id, ZmqMessage.of("are you there?")).block(EventLog.DEADLINE);
            router.events().disconnected(peer.address());
        }
        long sent = router.socket.statistics().messagesSent();
        long lost = router.socket.statistics().droppedTotal();
        assertThat(sent + lost).isGreaterThanOrEqualTo(100);
    }
}
