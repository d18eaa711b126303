package io.reactivezmq.sockets.hostile;

import static io.reactivezmq.codec.test.ZmtpBytes.command;
import static io.reactivezmq.codec.test.ZmtpBytes.frame;
import static io.reactivezmq.codec.test.ZmtpBytes.greeting;
import static io.reactivezmq.codec.test.ZmtpBytes.message;
import static io.reactivezmq.codec.test.ZmtpBytes.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.codec.test.Hex;
import io.reactivezmq.core.DropReason;
import io.reactivezmq.core.error.Violation;
import io.reactivezmq.core.message.ZmqMessage;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E. PUB/SUB: what a subscriber may do to a publisher")
class SubscriptionFaultsTest {

    private static final int MAX_TOPICS = 50;

    private final PubUnderAttack socket =
            new PubUnderAttack(changes -> changes.limits(limits -> limits.maxSubscriptionsPerPeer(MAX_TOPICS))
                    .queues(queues -> queues.sendHighWaterMarkBytes(1 << 20)));

    @AfterEach
    void close() {
        socket.assertBystanderIsServed();
        socket.close();
    }

    /** The socket has seen everything that this peer sent: the answer to a PING comes behind it. */
    private static RawPeer settled(RawPeer peer) {
        return peer.send(command("PING", new byte[2], Hex.bytes("'settled'"))).expect(command("PONG", Hex.bytes("'settled'")));
    }

    private static byte[] subscribe(String topic) {
        return command("SUBSCRIBE", Hex.bytes(topic));
    }

    private static byte[] cancel(String topic) {
        return command("CANCEL", Hex.bytes(topic));
    }

    @Test
    @DisplayName("E1: 1 MiB topic -> refused by length cap; no recursion at any depth (CVE-2021-20236)")
    void aTopicIsBounded() {
        RawPeer byCommand = socket.attackerOfType("SUB").sendAsLongAsItIsTaken(command("SUBSCRIBE", new byte[1 << 20]));
        socket.events().disconnected(byCommand.address(), Violation.MESSAGE_TOO_LARGE);
        byCommand.expectClosed();

        RawPeer byMessage = socket.attackerOfType("SUB")
                .sendAsLongAsItIsTaken(message(Hex.join(Hex.bytes("01"), new byte[1 << 20])));
        socket.events().disconnected(byMessage.address(), Violation.TOPIC_TOO_LONG);
        byMessage.expectClosed();
    }

    @ParameterizedTest(name = "as a command: {0}")
    @DisplayName("E1: a topic of the limit -> works; of one byte more -> refused")
    @ValueSource(booleans = {true, false})
    void theLimitOfATopicIsExact(boolean byCommand) {
        IntFunction<byte[]> subscription = size -> byCommand
                ? command("SUBSCRIBE", Hex.bytes("'t'*" + size)) : message(Hex.bytes("01", "'t'*" + size));
        RawPeer peer = settled(socket.attackerOfType("SUB").send(subscription.apply(8192)));
        socket.publish("t".repeat(8192));
        peer.expect(message(Hex.bytes("'t'*8192")));

        peer.send(subscription.apply(8193));
        socket.events().disconnected(peer.address(), Violation.TOPIC_TOO_LONG);
        peer.expectClosed();
    }

    @ParameterizedTest(name = "as a command: {0}")
    @DisplayName("E1, E2: the limits hold as well for what comes in the same segment as READY")
    @ValueSource(booleans = {true, false})
    void theLimitsHoldFromTheFirstByteOn(boolean byCommand) {
        byte[] tooLong = byCommand ? command("SUBSCRIBE", new byte[8193]) : message(Hex.join(Hex.bytes("01"), new byte[8193]));
        RawPeer peer = socket.attacker().send(Hex.join(greeting(1, "NULL"), ready("SUB"), tooLong));
        socket.events().disconnected(peer.address(), Violation.TOPIC_TOO_LONG);
        peer.expectClosed();

        byte[][] many = IntStream.rangeClosed(0, MAX_TOPICS).mapToObj(i -> subscribe("'topic " + i + "'")).toArray(byte[][]::new);
        RawPeer greedy = socket.attacker().send(Hex.join(greeting(1, "NULL"), ready("SUB"), Hex.join(many)));
        socket.events().disconnected(greedy.address(), Violation.TOO_MANY_SUBSCRIPTIONS);
        greedy.expectClosed();
    }

    @Test
    @DisplayName("E2: distinct topics without end from one peer -> per-peer cap, then close (pyzmq#1514)")
    void theTopicsOfOnePeerAreBounded() {
        RawPeer peer = socket.attackerOfType("SUB");
        for (int i = 0; i < MAX_TOPICS; i++) {
            peer.send(subscribe("'topic " + i + "'"));
        }
        settled(peer);
        peer.send(subscribe("'one more'"));
        socket.events().disconnected(peer.address(), Violation.TOO_MANY_SUBSCRIPTIONS);
        peer.expectClosed();
    }

    @Test
    @DisplayName("E2: the topics of a peer that left are gone; as many fit for the next one")
    void theTopicsOfAPeerLeaveWithIt() {
        for (int round = 0; round < 5; round++) {
            RawPeer peer = socket.attackerOfType("SUB");
            for (int i = 0; i < MAX_TOPICS; i++) {
                peer.send(subscribe("'topic " + i + "'"));
            }
            settled(peer).halfClose();
            socket.events().disconnected(peer.address());
        }
        socket.publish("topic 1");
        assertThat(socket.pub.statistics().droppedTotal()).isZero();
    }

    @Test
    @DisplayName("E4: duplicates count once for a peer, as in libzmq's XPUB: its SUB counts on its own side and sends one CANCEL")
    void aTopicOfOnePeerIsSubscribedOrNot() {
        RawPeer peer = settled(socket.attackerOfType("SUB").send(Hex.join(subscribe("'t'"), subscribe("'t'"), subscribe("'t'"))));
        socket.publish("t1");
        peer.expect(message(Hex.bytes("'t1'")));

        settled(peer.send(cancel("'t'")));
        socket.publish("t2");
        settled(peer.send(subscribe("'t'")));
        socket.publish("t3");
        peer.expect(message(Hex.bytes("'t3'")));
    }

    @Test
    @DisplayName("E5: both 01 topic and SUBSCRIBE from a 3.1 peer -> both work, and each takes back the other's")
    void bothFormsOfASubscriptionWork() {
        RawPeer peer = settled(socket.attackerOfType("SUB").send(Hex.join(message(Hex.bytes("01 'old'")), subscribe("'new'"))));
        socket.publish("old 1");
        socket.publish("new 1");
        peer.expect(Hex.join(message(Hex.bytes("'old 1'")), message(Hex.bytes("'new 1'"))));

        settled(peer.send(Hex.join(cancel("'old'"), message(Hex.bytes("00 'new'")), subscribe("'end'"))));
        socket.publish("old 2");
        socket.publish("new 2");
        socket.publish("end");
        peer.expect(message(Hex.bytes("'end'")));
    }

    @Test
    @DisplayName("A13: a 3.0 subscriber subscribes by message, and is sent neither PING nor command")
    void aSubscriberOfVersion30Works() {
        RawPeer peer = socket.established(socket.attacker(), 0, "SUB").send(message(Hex.bytes("01 't'")));
        settled(peer);
        socket.publish("t1", "body");
        peer.expect(Hex.join(frame(1, Hex.bytes("'t1'")), message(Hex.bytes("'body'"))));
    }

    @Test
    @DisplayName("a subscription in the same segment as READY counts")
    void aSubscriptionMayFollowReadyAtOnce() {
        RawPeer peer = socket.attacker().send(Hex.join(greeting(1, "NULL"), ready("SUB"), subscribe("'t'")));
        peer.read(64 + 2 + 5 + 1 + 1 + 11 + 4 + 3);
        settled(peer);
        socket.publish("t1");
        peer.expect(message(Hex.bytes("'t1'")));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("E6: message 41 42 to PUB -> discarded and released, counted (CVE-2021-20237)")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "00 02 41 42              | 1",
        "00 00                    | 1",
        "00 01 02                 | 1",
        "00 01 FF                 | 1",
        "01 02 01 't' 00 01 'x'   | 1",
        "02 00*6 10 00 41*4096    | 1",
    })
    void userMessagesToPubAreDiscarded(String hex, long counted) {
        RawPeer peer = settled(socket.attackerOfType("SUB").send(hex));
        assertThat(socket.pub.statistics().dropped(DropReason.UNEXPECTED_MESSAGE)).isEqualTo(counted);
        settled(peer.send(subscribe("'t'")));
        socket.publish("t1");
        peer.expect(message(Hex.bytes("'t1'")));
    }

    @Test
    @DisplayName("E7: subscribe/cancel flip very often -> no growth, no drop of the next publish (libzmq#2316)")
    void flippingASubscriptionLosesNothing() {
        byte[][] flips = new byte[2000][];
        Arrays.setAll(flips, i -> i % 2 == 0 ? subscribe("'flip'") : cancel("'flip'"));
        byte[] burst = Hex.join(flips);
        RawPeer peer = socket.attackerOfType("SUB");
        for (int i = 0; i < 100; i++) {
            peer.send(burst);
        }
        settled(peer.send(subscribe("'flip'")));
        socket.publish("flip 1");
        peer.expect(message(Hex.bytes("'flip 1'")));
    }

    @Test
    @DisplayName("E9: subscriber stops reading -> its queue bounded by bytes, drops counted, others at full speed")
    void aSubscriberThatDoesNotReadIsNotWaitedFor() {
        RawPeer deaf = socket.bring(RawPeer.connectTo(socket.endpoint(), 4096));
        settled(socket.established(deaf, 1, "SUB").send(subscribe("'deaf'")));
        String large = "deaf" + "x".repeat(100_000);
        for (int i = 0; i < 1_000; i++) {
            socket.publish(large);
            if (i % 100 == 0) {
                socket.assertBystanderIsServed();
            }
        }
        assertThat(socket.pub.statistics().dropped(DropReason.SEND_HIGH_WATER_MARK))
                .as("all but what fits into the queue and the operating system's buffers").isGreaterThan(700);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @DisplayName("E11: topic bytes not UTF-8, empty topic, topic = whole message -> byte-wise prefix match")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "FF FE 00    | FF FE 00 01 | true",
        "FF FE 00    | FF FE       | false",
        "C3          | C3 A9       | true",
        "00          | 00          | true",
        "00          | 01          | false",
        "41 42       | 41 42       | true",
        "41 42       | 41 43       | false",
        "80          | 7F          | false",
        "''          | 00          | true",
        "''          | ''          | true",
        "41          | ''          | false",
    })
    void topicsArePrefixesByteForByte(String topic, String first, boolean matches) {
        RawPeer peer = settled(socket.attackerOfType("SUB").send(subscribe(topic)));
        byte[] sent = Hex.bytes(first);
        socket.pub.send(ZmqMessage.of(sent)).block(EventLog.DEADLINE);
        if (matches) {
            peer.expect(message(sent));
        }
        settled(peer);
    }
}
