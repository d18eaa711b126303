package io.reactivezmq.sockets.interop;

import static io.reactivezmq.sockets.interop.Peer.PATIENCE;
import static io.reactivezmq.sockets.interop.Peer.await;
import static io.reactivezmq.sockets.interop.Publishing.END;
import static io.reactivezmq.sockets.interop.Publishing.HELLO;
import static io.reactivezmq.sockets.interop.Publishing.assertSendsNone;
import static io.reactivezmq.sockets.interop.Publishing.bytes;
import static io.reactivezmq.sockets.interop.Publishing.hearsHello;
import static io.reactivezmq.sockets.interop.Publishing.isTopic;
import static io.reactivezmq.sockets.interop.Publishing.peerPublishesUntil;
import static io.reactivezmq.sockets.interop.Publishing.publishUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.event.Disconnected;
import io.reactivezmq.core.event.HandshakeSucceeded;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Subscriptions across implementations, in the form that the peer's version of ZMTP understands. */
interface SubscriptionContract {

    int MANY = 2500;

    Peer newPeer();

    /** The version that the other implementation speaks with us. */
    String version();

    @Test
    @DisplayName("RFC 37 commands for a 3.1 peer, RFC 23 messages for a 3.0 peer: the version in HandshakeSucceeded")
    default void the_peer_is_known_by_its_version() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            CompletableFuture<HandshakeSucceeded> handshake =
                    sub.events().ofType(HandshakeSucceeded.class).next().toFuture();
            sub.connectNow(peer.bound(SocketType.PUB));
            assertThat(await(handshake))
                    .returns(version(), HandshakeSucceeded::version)
                    .returns(SocketType.PUB, HandshakeSucceeded::peerType);
        }
    }

    @Test
    @DisplayName("a subscription is a prefix of bytes, whatever the bytes are")
    default void binary_topics_match_by_prefix() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            sub.subscribe(new byte[] {0, -1});
            sub.subscribe(new byte[] {-128});
            sub.connectNow(peer.bound(SocketType.XPUB));
            assertThat(received(peer, 2)).containsExactlyInAnyOrder(told(1, 0, -1), told(1, -128));

            List.of(new byte[] {0}, new byte[] {0, -1}, new byte[] {0, -2}, new byte[] {}, new byte[] {0, -1, 0, 7},
                    new byte[] {1, 0, -1}, new byte[] {-128, 'z'}).forEach(topic -> await(peer.send(topic, bytes("body"))));

            assertThat(sub.receive().take(3).collectList().block(PATIENCE)).containsExactly(
                    ZmqMessage.of(new byte[] {0, -1}, bytes("body")),
                    ZmqMessage.of(new byte[] {0, -1, 0, 7}, bytes("body")),
                    ZmqMessage.of(new byte[] {-128, 'z'}, bytes("body")));
        }
    }

    @Test
    @DisplayName("the peer's SUB matches by prefix at our PUB: binary topics, as a command or as a message 01 topic")
    default void binary_topics_of_the_peer_match_by_prefix() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = zmq.pub();
            await(peer.open(SocketType.SUB));
            await(peer.subscribe(new byte[] {0, -1}, new byte[] {1}, new byte[] {-128}));
            hearsHello(peer, pub);

            for (byte[] topic : List.of(new byte[] {0}, new byte[] {0, -1, 5}, new byte[] {}, new byte[] {1}, new byte[] {-127},
                    new byte[] {-128, 0}, END)) {
                pub.trySend(ZmqMessage.of(topic));
            }
            assertThat(received(peer, 4)).containsExactly(ZmqMessage.of(new byte[] {0, -1, 5}), ZmqMessage.of(new byte[] {1}),
                    ZmqMessage.of(new byte[] {-128, 0}), ZmqMessage.of(END));
            assertSendsNone(pub, peer, Stream.of(new byte[] {0}, new byte[] {}, new byte[] {-127}).map(ZmqMessage::of).toList());
        }
    }

    @Test
    @DisplayName("unsubscribe reaches the publisher; the other topic goes on")
    default void an_unsubscribed_topic_comes_no_more() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            sub.connectNow(peer.bound(SocketType.XPUB));
            sub.subscribe("a");
            sub.subscribe("b");
            assertThat(received(peer, 2)).containsExactlyInAnyOrder(told(1, 'a'), told(1, 'b'));
            sub.unsubscribe("a");
            assertThat(await(peer.receive())).isEqualTo(told(0, 'a'));

            await(peer.send(bytes("a1")));
            await(peer.send(bytes("b1")));
            assertThat(sub.receive().blockFirst(PATIENCE)).isEqualTo(ZmqMessage.of("b1"));
            assertThat(sub.statistics().droppedTotal()).isZero();
        }
    }

    @Test
    @DisplayName("the peer's SUB unsubscribes at our PUB")
    default void a_topic_that_the_peer_unsubscribed_is_not_sent() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = zmq.pub();
            await(peer.open(SocketType.SUB));
            await(peer.subscribe(bytes("a"), bytes("b")));
            hearsHello(peer, pub);
            await(peer.unsubscribe(bytes("a")));
            // the unsubscribe has arrived when what was subscribed behind it has
            await(peer.subscribe(bytes("later")));
            publishUntil(pub, bytes("later"), peer.skipTo(bytes("later")));

            assertSendsNone(pub, peer, List.of(ZmqMessage.of("a")));
        }
    }

    @Test
    @DisplayName("ZMQ_XPUB_VERBOSE: the publisher sees the subscribe of each subscriber, and the unsubscribe of the last")
    default void a_verbose_xpub_sees_every_subscriber() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            Endpoint endpoint = peer.bound(SocketType.XPUB, "XPUB_VERBOSE=1");
            List<SubSocket> subs = List.of(zmq.sub(), zmq.sub());
            for (SubSocket sub : subs) {
                sub.connectNow(endpoint);
                sub.subscribe("topic");
                assertThat(await(peer.receive())).isEqualTo(told(1, 't', 'o', 'p', 'i', 'c'));
            }
            subs.forEach(sub -> sub.unsubscribe("topic"));
            assertThat(await(peer.receive())).isEqualTo(told(0, 't', 'o', 'p', 'i', 'c'));
            subs.get(0).subscribe("end");
            assertThat(await(peer.receive())).isEqualTo(told(1, 'e', 'n', 'd'));
        }
    }

    @Test
    @DisplayName("subscribed twice and unsubscribed once is still subscribed (libzmq counts)")
    default void a_topic_is_subscribed_until_its_last_unsubscribe() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            sub.connectNow(peer.bound(SocketType.XPUB));
            sub.subscribe("a");
            sub.subscribe("a");
            sub.unsubscribe("a");
            sub.subscribe("end");
            assertThat(received(peer, 2)).containsExactlyInAnyOrder(told(1, 'a'), told(1, 'e', 'n', 'd'));
            await(peer.send(bytes("a")));
            assertThat(sub.receive().blockFirst(PATIENCE)).isEqualTo(ZmqMessage.of("a"));
        }
    }

    @Test
    @DisplayName("topics of 245 to 256 bytes cross the border between short and long frames")
    default void topics_around_the_border_of_long_frames_are_understood() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            List<ZmqMessage> topics = borderTopics().map(ZmqMessage::of).toList();
            SubSocket sub = zmq.sub();
            topics.forEach(topic -> sub.subscribe(topic.frame(0)));
            sub.connectNow(peer.bound(SocketType.XPUB));
            await(peer.echoTopics(topics.size()));
            assertThat(sub.receive().take(topics.size()).collectList().block(PATIENCE))
                    .containsExactlyInAnyOrderElementsOf(topics);
        }
    }

    @Test
    @DisplayName("topics of 245 to 256 bytes that the peer subscribes and unsubscribes; libzmq 4.3.4 forgets LARGE on some of them")
    default void topics_of_the_peer_around_the_border_of_long_frames_are_understood() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = zmq.pub();
            await(peer.open(SocketType.SUB));
            await(peer.subscribe(borderTopics().toArray(byte[][]::new)));
            hearsHello(peer, pub);
            List<ZmqMessage> topics = borderTopics().map(ZmqMessage::of).toList();
            topics.forEach(pub::trySend);
            assertThat(received(peer, topics.size())).containsExactlyElementsOf(topics);

            await(peer.unsubscribe(borderTopics().toArray(byte[][]::new)));
            await(peer.subscribe(bytes("later")));
            publishUntil(pub, bytes("later"), peer.skipTo(bytes("later")));
            assertSendsNone(pub, peer, topics);
        }
    }

    @Test
    @DisplayName("case E8: 2 500 topics at connect, all active (jeromq#758)")
    default void thousands_of_topics_are_all_live_at_connect() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            SubSocket sub = zmq.sub();
            manyTopics().forEach(sub::subscribe);
            sub.connectNow(peer.bound(SocketType.XPUB, "SNDHWM=0", "RCVHWM=0"));
            await(peer.echoTopics(MANY));
            assertThat(sub.receive().take(MANY).map(message -> message.frameAsString(0)).collectList().block(PATIENCE))
                    .containsExactlyInAnyOrderElementsOf(manyTopics().toList());
        }
    }

    @Test
    @DisplayName("case E8 the other way round: our PUB takes 2 500 topics of a peer at once")
    default void thousands_of_topics_of_the_peer_are_all_live() {
        try (ZmqContext zmq = TestContexts.create(); Peer peer = newPeer()) {
            PubSocket pub = zmq.pub(o -> o.queues(q -> q.sendHighWaterMark(0)));
            await(peer.open(SocketType.SUB, "SNDHWM=0", "RCVHWM=0"));
            await(peer.subscribe(manyTopics().map(Publishing::bytes).toArray(byte[][]::new)));
            hearsHello(peer, pub);
            List<ZmqMessage> messages = manyTopics().map(ZmqMessage::of).toList();
            messages.forEach(pub::trySend);
            assertThat(received(peer, MANY)).containsExactlyElementsOf(messages);
        }
    }

    @Test
    @DisplayName("case E10: a publisher that restarts on its port is told the topics that are wanted now")
    default void subscriptions_survive_a_restart_of_the_publisher() {
        try (ZmqContext zmq = TestContexts.create()) {
            SubSocket sub = zmq.sub(o -> o.reconnect(r -> r.interval(Duration.ofMillis(20))));
            CompletableFuture<Disconnected> lost = sub.events().ofType(Disconnected.class).next().toFuture();
            Endpoint endpoint;
            try (Peer peer = newPeer()) {
                endpoint = peer.bound(SocketType.PUB);
                List.of("old", "kept", "hello").forEach(sub::subscribe);
                sub.connectNow(endpoint);
                peerPublishesUntil(peer, HELLO, sub.receive().next());
            }
            await(lost);
            sub.unsubscribe("old");
            sub.unsubscribe("hello");
            sub.subscribe("new");
            try (Peer peer = newPeer()) {
                await(peer.open(SocketType.XPUB));
                await(peer.bind(endpoint.toString()));
                assertThat(received(peer, 2)).containsExactlyInAnyOrder(
                        told(1, 'k', 'e', 'p', 't'), told(1, 'n', 'e', 'w'));
                for (String topic : List.of("old", "hello", "kept", "new")) {
                    await(peer.send(bytes(topic)));
                }
                assertThat(sub.receive().filter(message -> !isTopic(HELLO, message)).take(2).collectList().block(PATIENCE))
                        .containsExactly(ZmqMessage.of("kept"), ZmqMessage.of("new"));
            }
        }
    }

    /** What an XPUB tells its application: 1 or 0, then the topic. */
    private static ZmqMessage told(int subscribe, int... topic) {
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) subscribe;
        for (int i = 0; i < topic.length; i++) {
            frame[i + 1] = (byte) topic[i];
        }
        return ZmqMessage.of(frame);
    }

    private static List<ZmqMessage> received(Peer peer, int count) {
        List<ZmqMessage> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(await(peer.receive()));
        }
        return messages;
    }

    private static Stream<byte[]> borderTopics() {
        return IntStream.rangeClosed(245, 256).mapToObj(length -> {
            byte[] topic = new byte[length];
            Arrays.fill(topic, (byte) length);
            return topic;
        });
    }

    private static Stream<String> manyTopics() {
        // of equal length: none is a prefix of another
        return IntStream.range(0, MANY).mapToObj("sensor.%05d"::formatted);
    }
}
